import { decide } from './decide.ts';
import { type DockerfileHints, dockerfileHints } from './dockerfile.ts';
import { composeNames, dockerfileNames } from './files.ts';
import { goHints } from './go.ts';
import { javaHints } from './java.ts';
import { nodeHints } from './node.ts';
import { pythonHints } from './python.ts';
import type { Guesses, Hints, ProjectTexts } from './types.ts';

/**
 * What a project's files say about the chart it needs. No guess is better than a wrong one: where
 * files contradict each other or leave a doubt, the key is missing. Never throws.
 */
export async function guess(given: ProjectTexts): Promise<Guesses> {
  const texts = readable(given);
  const dockerfile = dockerfileNames.find((name) => name in texts);
  const image =
    dockerfile === undefined ? undefined : dockerfileHints(texts[dockerfile] ?? '', dockerfile);
  const compose = composeNames.find((name) => name in texts);
  const hints: Hints[] = [image ?? {}];
  if (compose !== undefined) {
    // A module of its own, since it comes with a YAML parser that most folders do not need.
    const { composeHints } = await import('./compose.ts');
    const context = { hasDockerfile: dockerfile !== undefined };
    hints.push(await composeHints(texts[compose] ?? '', compose, context));
  }
  hints.push(...(await manifestHints(texts, image)));
  return decide(hints);
}

/** Only texts, and a map without a prototype, so that every name is one of a file. */
function readable(given: ProjectTexts): ProjectTexts {
  const texts: Record<string, string> = Object.create(null);
  for (const [name, text] of Object.entries(given)) {
    if (!text.includes('\0')) texts[name] = text;
  }
  return texts;
}

/** Node comes last: projects in other languages often have a package.json for their tools. */
async function manifestHints(
  texts: ProjectTexts,
  image: DockerfileHints | undefined,
): Promise<Hints[]> {
  const python = texts['pyproject.toml'] ?? texts['requirements.txt'];
  const others: Hints[] = [
    await javaHints(texts),
    ...(texts['go.mod'] === undefined ? [] : [goHints(texts['go.mod'])]),
    ...(python === undefined
      ? []
      : [pythonHints(texts['pyproject.toml'], texts['requirements.txt'])]),
  ];
  if (texts['package.json'] === undefined) return others;

  const commandLine = image?.commandLine ?? '';
  const hasOther = others.some((hints) => Object.keys(hints).length > 0);
  const runs = hasOther
    ? /(^|[\s/])(node|npm|npx|pnpm|yarn|bun|next)(\s|$)/.test(commandLine)
    : true;
  const node = nodeHints(texts['package.json'], {
    hasImage: image !== undefined,
    commandLine,
    runs: runs && !image?.servesFiles,
  });
  // The image starts a script, so what the script says stands where the image's command would.
  if (image && node.commandPort) image.commandPort ??= node.commandPort;
  return [...others, node];
}
