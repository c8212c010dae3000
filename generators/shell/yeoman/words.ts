import type { Command } from '../../commands/command.ts';
import { commands } from '../../commands/commands.ts';
import { thisGenerator } from '../../core/this-generator.ts';

const packageName = thisGenerator.name;
const shortName = packageName.replace(/^generator-/, '');

/** How people call a command through Yeoman. */
export function callFor(command: string): string {
  return command === commands[0].name ? `yo ${shortName}` : `yo ${shortName}:${command}`;
}

/**
 * What was written behind our name on yo's command line, or undefined where yo was not called for
 * us. yo hands over its own reading of it, in which `--defaults my-app` has lost the folder and
 * `--ingress=false` is true.
 */
export function wordsBehindName(command: Command, argv: readonly string[]): string[] | undefined {
  const at = argv.findIndex((word) => !word.startsWith('-'));
  if (at === -1 || !namesOf(command).has(argv[at] as string)) return undefined;
  const before = argv.slice(0, at).filter((word) => word === '--no-color');
  const behind = argv.slice(at + 1);
  // A lone comma starts yo's next generator.
  const end = behind.indexOf(',');
  return [...before, ...(end === -1 ? behind : behind.slice(0, end))];
}

/** A word that yo tears apart: it takes a comma at the end for the start of the next generator. */
export function tornWord(words: readonly string[]): string | undefined {
  return words.find((word) => word.endsWith(','));
}

function namesOf(command: Command): Set<string> {
  const names = [shortName, packageName].map((name) => `${name}:${command.name}`);
  return new Set(command === commands[0] ? [...names, shortName, packageName] : names);
}
