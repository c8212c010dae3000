import {
  cleanDescription,
  cleanLicense,
  cleanName,
  cleanPort,
  cleanRepository,
  cleanUrl,
  cleanUserId,
  cleanVersion,
} from './clean.ts';
import { portOfCommand, portOfShell } from './command.ts';
import { readInstructions } from './dockerfile-instructions.ts';
import { type Command, lastStage, type Placed, type Stage } from './dockerfile-stages.ts';
import { healthHints } from './health.ts';
import { type Guess, type Hints, type ListeningPort, withoutGaps } from './types.ts';
import { firstPort, metricsVariables, portVariables } from './variables.ts';

export interface DockerfileHints extends Hints {
  /** What the image starts: entrypoint and command, as one line. */
  commandLine: string;
  /** The image serves files by itself, whatever the project's sources are written in. */
  servesFiles: boolean;
}

export function dockerfileHints(text: string, file: string): DockerfileHints | undefined {
  const stage = lastStage(readInstructions(text));
  if (!stage) return undefined;
  const from = (line: number, what: string) => `${file}, line ${line} (${what})`;
  const start = startingCommand(stage);
  const hints: DockerfileHints = {
    ...labelHints(stage, from),
    listens: listeningPorts(stage, from),
    commandLine: start ? lineOf(start.value) : '',
    servesFiles: serverImage(stage.base) !== undefined,
  };

  if (start) {
    const found =
      'words' in start.value ? portOfCommand(start.value.words) : portOfShell(start.value.shell);
    const guess = found && { value: found.port, from: from(start.line, start.what) };
    if (guess && found.certainty === 'told') hints.commandPort = guess;
    else if (guess) hints.usualPort = guess;
  }
  const serverPort = untouchedServerPort(stage);
  if (serverPort) hints.usualPort = { value: serverPort, from: from(stage.baseLine, 'FROM') };
  const variable = (name: string) => stage.env.get(name)?.value;
  const fromVariable = (name: string) => from(stage.env.get(name)?.line ?? 0, `ENV ${name}`);
  const own = firstPort(portVariables, variable);
  if (own) hints.variablePort = { value: own.port, from: fromVariable(own.name) };
  const metrics = firstPort(metricsVariables, variable);
  if (metrics) {
    const value = { path: '/metrics', port: metrics.port };
    hints.metrics = { value, from: fromVariable(metrics.name) };
  }
  if (stage.health && stage.health !== 'none') {
    const { value, line } = stage.health;
    Object.assign(hints, healthHints(lineOf(value), from(line, 'HEALTHCHECK')));
  }
  const userId = stage.user && (cleanUserId(stage.user.value) ?? namedUserId(stage));
  if (stage.user && userId) hints.userId = { value: userId, from: from(stage.user.line, 'USER') };
  return hints;
}

const lineOf = (command: Command): string =>
  'words' in command ? command.words.join(' ') : command.shell;

function startingCommand(stage: Stage): (Placed<Command> & { what: string }) | undefined {
  const { entrypoint, command } = stage;
  if (!entrypoint) return command && { ...command, what: 'CMD' };
  // A shell form of ENTRYPOINT takes no arguments from CMD.
  if (!command || 'shell' in entrypoint.value) return { ...entrypoint, what: 'ENTRYPOINT' };
  const more = 'words' in command.value ? command.value.words : ['sh', '-c', command.value.shell];
  const value = { words: [...entrypoint.value.words, ...more] };
  return { value, line: command.line, what: 'CMD' };
}

function listeningPorts(
  stage: Stage,
  from: (line: number, what: string) => string,
): ListeningPort[] {
  return stage.exposed.flatMap(({ value, line }) => {
    const [, digits, kind] = /^(\d+)(?:\/(tcp|udp))?$/i.exec(value.text) ?? [];
    const port = cleanPort(digits);
    if (port === undefined) return [];
    const protocol = kind?.toLowerCase() === 'udp' ? 'UDP' : 'TCP';
    const named = value.variable && value.variable !== 'PORT' ? { name: value.variable } : {};
    return [{ port, protocol, ...named, from: from(line, 'EXPOSE') }];
  });
}

const serverImages: Readonly<Record<string, { port: number; settings: string }>> = {
  nginx: { port: 80, settings: '/etc/nginx' },
  'nginxinc/nginx-unprivileged': { port: 8080, settings: '/etc/nginx' },
  httpd: { port: 80, settings: '/usr/local/apache2/conf' },
  caddy: { port: 80, settings: '/etc/caddy' },
};

function serverImage(base: string): { port: number; settings: string } | undefined {
  const repository = base
    .replace(/@.*$/, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^(docker\.io|registry-1\.docker\.io)\//, '')
    .replace(/^library\//, '');
  return Object.hasOwn(serverImages, repository) ? serverImages[repository] : undefined;
}

/** The port of a web server whose own settings the Dockerfile leaves as they are. */
function untouchedServerPort(stage: Stage): number | undefined {
  const server = serverImage(stage.base);
  if (!server || stage.entrypoint || stage.command) return undefined;
  return stage.targets.some((target) => target.startsWith(server.settings))
    ? undefined
    : server.port;
}

function namedUserId(stage: Stage): number | undefined {
  return stage.users.get(stage.user?.value.split(':')[0] ?? '');
}

const labelPrefix = 'org.opencontainers.image.';

function labelHints(stage: Stage, from: (line: number, what: string) => string): Hints {
  const label = <T>(name: string, clean: (text: string) => T | undefined): Guess<T> | undefined => {
    const given = stage.labels.get(`${labelPrefix}${name}`);
    const value = given && clean(given.value);
    return given && value !== undefined
      ? { value, from: from(given.line, `LABEL ${name}`) }
      : undefined;
  };
  return withoutGaps({
    name: label('title', cleanName),
    description: label('description', cleanDescription),
    version: label('version', cleanVersion),
    license: label('licenses', cleanLicense),
    home: label('url', cleanUrl),
    sources: label('source', (text) => {
      const source = cleanRepository(text);
      return source === undefined ? undefined : [source];
    }),
  });
}
