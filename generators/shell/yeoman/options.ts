import { cureFor, type Fault } from '../../core/answers/fault.ts';
import { plainAnswers } from '../../core/answers/plain-data.ts';
import { answerKeys } from '../../core/answers/schema.ts';
import type { DataMap } from '../../core/compose/tree.ts';
import { wholeAnswers } from '../../core/migrations/whole-answers.ts';
import {
  type Option,
  type OptionName,
  type OptionValues,
  options,
  valueFault,
} from '../../core/options.ts';

/**
 * What a program that runs our generator says, as options: answers by their top-level names, the
 * flags that are no answers (`dryRun`, `noVerify`, `quiet` …), and two of its own.
 */
export interface Wish {
  said: DataMap;
  options: OptionValues;
  /** What an answers file would hold. */
  answers?: DataMap;
  /** Whether to ask for what was not said, if there is somebody to ask. */
  ask?: boolean;
  faults: Fault[];
}

/** What Yeoman itself puts among the options of every generator. */
const ofYeoman = new Set(
  `env resolved namespace _meta help arguments args generatorArgs generatorOptions destinationRoot
  skipInstall forceInstall skipCache skipLocalCache skipParseOptions localConfigOnly askAnswered
  sharedData forwardErrorToEnvironment force bail whitespace ignoreWhitespace skipYoResolve
  nodePackageManager logCwd cwd skipCheckEnv ignoreVersionCheck experimental localOnly debug`.split(
    /\s+/,
  ),
);
const switches = options
  .filter((option) => !('takes' in option) && option.name !== 'version')
  .map(({ name }) => name);
/** Those that say one of several things, such as how conflicts are settled. */
const choosing = (options as readonly Option[]).filter(({ choices }) => choices);

export function wishFrom(given: Readonly<Record<string, unknown>>): Wish {
  const wish: Wish = { said: {}, options: {}, faults: [] };
  const answers: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(onceEach(given))) {
    if (value === undefined || ofYeoman.has(camel(key))) continue;
    if (answerKeys.includes(key)) answers[key] = value;
    else if (key === 'answers') takeAnswers(wish, value);
    else if (key === 'ask') wish.ask = takeSwitch(wish, key, value);
    else if (!takeOption(wish, key, value)) wish.faults.push(unknownOption(key));
  }
  const { said, faults } = plainAnswers(answers);
  wish.faults.push(...faults);
  return { ...wish, said };
}

/** `answers` is what an answers file would hold, or the name of one as on the command line. */
function takeAnswers(wish: Wish, value: unknown): void {
  if (typeof value === 'string') wish.options.answers = value;
  else {
    const { said, faults } = wholeAnswers(value);
    wish.answers = said;
    wish.faults.push(...faults);
  }
}

/** `dryRun: true`, `'dry-run': true`, `verify: false` and `noVerify: true` are all understood. */
function takeOption(wish: Wish, key: string, value: unknown): boolean {
  const name = kebab(key);
  const chooses = choosing.find((known) => known.name === name);
  if (chooses) {
    takeChoice(wish, key, chooses, value);
    return true;
  }
  const positive = switches.find((known) => known === name);
  const negative = switches.find((known) => known === `no-${name}`);
  if (!positive && !negative) return false;
  const isOn = takeSwitch(wish, key, value);
  const chosen = isOn ? positive : negative;
  if (chosen) wish.options[chosen as OptionName] = true;
  return true;
}

/** What need not say which is on with true as well. */
function takeChoice(wish: Wish, key: string, option: Option, value: unknown): void {
  if (value === false) return;
  const isBare = value === true && option.takes?.startsWith('[');
  const fault =
    typeof value === 'string' || isBare
      ? valueFault(option, value as string | true)
      : `must be one of ${option.choices?.join(', ')}`;
  if (fault === undefined) wish.options[option.name as OptionName] = value as string | true;
  else wish.faults.push({ path: key, message: fault });
}

function takeSwitch(wish: Wish, key: string, value: unknown): boolean {
  if (typeof value !== 'boolean') wish.faults.push({ path: key, message: 'must be true or false' });
  return value === true;
}

function unknownOption(key: string): Fault {
  const known = [
    ...answerKeys,
    ...[...switches, ...choosing.map(({ name }) => name)].map(camel),
    'answers',
    'ask',
  ];
  const cure = cureFor(key, known, `known here: ${known.join(', ')}`);
  return { path: key, message: `unknown; ${cure}` };
}

/** Yeoman's tools give an option again in camel case and with dashes; one of them is meant. */
function onceEach(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const seen = new Map<string, string>();
  for (const [key, value] of Object.entries(given)) {
    const twin = seen.get(camel(key));
    if (twin === undefined || given[twin] !== value || answerKeys.includes(key))
      seen.set(camel(key), key);
  }
  return Object.fromEntries([...seen.values()].map((key) => [key, given[key]]));
}

function camel(name: string): string {
  return name.replaceAll(/-+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase());
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
