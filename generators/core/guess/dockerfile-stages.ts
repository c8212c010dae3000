import { type Instruction, jsonWords, readPairs } from './dockerfile-instructions.ts';
import { expand, type Lookup, splitWords, unknown } from './expand.ts';

export interface Placed<T> {
  readonly value: T;
  readonly line: number;
}

/** A command as it runs: words, or a line for the shell; variables are resolved where known. */
export type Command = { words: readonly string[] } | { shell: string };

export interface ExposedPort {
  readonly text: string;
  /** The variable that stands for the number, if one does. */
  readonly variable?: string;
}

/** What the image of one stage says about itself, with all it has from the stages below it. */
export interface Stage {
  /** The image that the chain of stages starts from; empty where only the build knows it. */
  readonly base: string;
  readonly baseLine: number;
  env: Map<string, Placed<string>>;
  args: Map<string, string | undefined>;
  exposed: Placed<ExposedPort>[];
  labels: Map<string, Placed<string>>;
  /** User ids by the name that the stage gave them. */
  users: Map<string, number>;
  /** Folders and files that COPY and ADD write. */
  targets: string[];
  user?: Placed<string>;
  entrypoint?: Placed<Command>;
  command?: Placed<Command>;
  /** `none` switches off what a lower stage said. */
  health?: Placed<Command> | 'none';
}

const mostStages = 200;

/** The stage that a plain `docker build` makes: the last one. */
export function lastStage(instructions: readonly Instruction[]): Stage | undefined {
  const beforeFrom = new Map<string, string | undefined>();
  const byName = new Map<string, Stage>();
  let stage: Stage | undefined;
  let count = 0;
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      count += 1;
      if (count > mostStages) return undefined;
      stage = startStage(instruction, beforeFrom, byName, count - 1);
    } else if (stage) {
      apply(instruction, stage, beforeFrom);
    } else if (instruction.keyword === 'ARG') {
      for (const [name, value] of readArguments(instruction.rest)) {
        beforeFrom.set(name, value && expand(value, (other) => beforeFrom.get(other)));
      }
    }
  }
  return stage;
}

function startStage(
  { rest, line }: Instruction,
  globals: ReadonlyMap<string, string | undefined>,
  byName: Map<string, Stage>,
  index: number,
): Stage {
  const [image = '', as, name] = splitWords(rest).filter((word) => !word.startsWith('--'));
  const from = expand(image, (variable) => globals.get(variable));
  const below = byName.get(from.toLowerCase());
  const stage: Stage = below
    ? {
        ...below,
        env: new Map(below.env),
        args: new Map(below.args),
        labels: new Map(below.labels),
        users: new Map(below.users),
        exposed: [...below.exposed],
        targets: [...below.targets],
      }
    : {
        base: from.includes(unknown) ? '' : from,
        baseLine: line,
        env: new Map(),
        args: new Map(),
        labels: new Map(),
        users: new Map(),
        exposed: [],
        targets: [],
      };
  byName.set(String(index), stage);
  if (as?.toLowerCase() === 'as' && name) byName.set(name.toLowerCase(), stage);
  return stage;
}

/** Variables as the build sees them: the environment wins over an argument of the same name. */
const buildLookup =
  (stage: Stage): Lookup =>
  (name) =>
    stage.env.get(name)?.value ?? stage.args.get(name);

function apply(
  { keyword, rest, line, heredoc }: Instruction,
  stage: Stage,
  globals: ReadonlyMap<string, string | undefined>,
): void {
  const resolve = (text: string) => expand(text, buildLookup(stage));
  switch (keyword) {
    case 'ARG':
      for (const [name, value] of readArguments(rest)) {
        stage.args.set(name, value === undefined ? globals.get(name) : resolve(value));
      }
      break;
    case 'ENV': {
      const pairs = readPairs(rest).map(([name, value]) => [name, resolve(value)] as const);
      for (const [name, value] of pairs) stage.env.set(name, { value, line });
      break;
    }
    case 'LABEL':
      for (const [name, value] of readPairs(rest)) {
        stage.labels.set(name, { value: resolve(value), line });
      }
      break;
    case 'EXPOSE':
      for (const word of splitWords(rest).slice(0, 100)) {
        const variable = /^\$\{?([A-Za-z_]\w*)/.exec(word)?.[1];
        const text = resolve(word);
        stage.exposed.push({ value: variable ? { text, variable } : { text }, line });
      }
      break;
    case 'USER':
      stage.user = { value: resolve(splitWords(rest)[0] ?? ''), line };
      break;
    case 'RUN':
      for (const [name, id] of createdUsers(`${resolve(rest)}\n${heredoc}`)) {
        stage.users.set(name, id);
      }
      break;
    case 'COPY':
    case 'ADD':
      stage.targets.push((jsonWords(rest) ?? splitWords(rest)).at(-1) ?? '');
      break;
    case 'ENTRYPOINT':
      stage.entrypoint = { value: readCommand(rest, stage), line };
      delete stage.command;
      break;
    case 'CMD':
      stage.command = { value: readCommand(rest, stage), line };
      break;
    case 'HEALTHCHECK':
      readHealthcheck(rest, line, stage);
      break;
  }
}

function readArguments(rest: string): (readonly [string, string | undefined])[] {
  return splitWords(rest).map((word) => {
    const sign = word.indexOf('=');
    return sign === -1 ? [word, undefined] : [word.slice(0, sign), word.slice(sign + 1)];
  });
}

/** Only the environment is there when the command runs. */
function readCommand(rest: string, stage: Stage): Command {
  const resolve = (text: string) => expand(text, (name) => stage.env.get(name)?.value);
  const words = jsonWords(rest);
  return words ? { words: words.map(resolve) } : { shell: resolve(rest) };
}

function readHealthcheck(rest: string, line: number, stage: Stage): void {
  if (/^none\s*$/i.test(rest)) {
    stage.health = 'none';
    return;
  }
  const command = /^(?:--[\w-]+=\S+\s+)*cmd(?=[\s[])/i.exec(rest);
  if (!command) return;
  stage.health = { value: readCommand(rest.slice(command[0].length).trim(), stage), line };
}

/** `useradd --uid 1001 app` and `adduser -u 1001 … app`, as they stand in RUN. */
function createdUsers(shell: string): (readonly [string, number])[] {
  const users: (readonly [string, number])[] = [];
  for (const call of shell.split(/[;&|\n]+/)) {
    const words = splitWords(call);
    const start = words.findIndex((word) => /^(.*\/)?(useradd|adduser)$/.test(word));
    if (start === -1) continue;
    const options = words.slice(start + 1, start + 40);
    const at = options.findIndex((word) => /^(-u|--uid)(=|$)/.test(word));
    if (at === -1) continue;
    const given = options[at] as string;
    const id = given.includes('=') ? given.slice(given.indexOf('=') + 1) : options[at + 1];
    if (!id || !/^[1-9]\d{0,9}$/.test(id)) continue;
    // The name stands last with useradd; adduser of BusyBox also takes a group after it.
    const names = plainWords(options);
    const name = /adduser$/.test(words[start] as string) ? names[0] : names.at(-1);
    if (name) users.push([name, Number(id)]);
  }
  return users;
}

const optionsWithValue =
  /^(-[ubdgGskceKpf]|-h|--(uid|gid|home|home-dir|base-dir|shell|comment|gecos|ingroup|groups?))$/;

function plainWords(words: readonly string[]): string[] {
  const plain: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (optionsWithValue.test(word)) at += 1;
    else if (!word.startsWith('-')) plain.push(word);
  }
  return plain;
}
