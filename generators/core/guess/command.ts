import { cleanPort } from './clean.ts';
import { splitWords, unknown } from './expand.ts';

export interface CommandPort {
  readonly port: number;
  /** `told`: a flag or variable names it; `usual`: the program's own default. */
  readonly certainty: 'told' | 'usual';
}

/** The port that a command line makes its program listen on; variables must be resolved. */
export function portOfCommand(words: readonly string[], depth = 0): CommandPort | undefined {
  if (words.length > 500 || depth > 2) return undefined;
  const { program, rest, port: assigned } = startOf(words);
  if (/^(sh|bash|ash|dash)$/.test(program)) {
    return /^-[a-z]*c$/.test(rest[0] ?? '') ? portOfShell(rest[1] ?? '', depth + 1) : undefined;
  }
  const told = toldPort(program, rest) ?? assigned;
  if (told === unclear) return undefined;
  if (told !== undefined) return { port: told, certainty: 'told' };
  const usual = usualPort(program, rest);
  return usual === undefined ? undefined : { port: usual, certainty: 'usual' };
}

/** Of several commands in a line the last one stays and serves. */
export function portOfShell(line: string, depth = 0): CommandPort | undefined {
  const calls = line.split(/&&|\|\||[;\n]/).filter((call) => call.trim() !== '');
  return portOfCommand(splitWords(calls.at(-1) ?? ''), depth);
}

interface Start {
  program: string;
  rest: readonly string[];
  port?: Told;
}

/** Programs that only start the one that follows, and the words between. */
const starter =
  /^(exec|env|cross-env|dumb-init|tini|catatonit|npx|bunx|uv|poetry|pipenv|pdm|run|--|-[sg]|opentelemetry-instrument|ddtrace-run|[\w.-]*entrypoint(\.sh)?)$/;

function startOf(words: readonly string[]): Start {
  let at = 0;
  let port: Told;
  for (; at < words.length; at += 1) {
    const word = words[at] as string;
    const assigned = /^([A-Za-z_]\w*)=(.*)$/.exec(word);
    if (assigned?.[1] === 'PORT') port = plainPort(assigned[2]);
    else if (!assigned && !starter.test(baseName(word))) break;
  }
  const program = baseName(words[at] ?? '');
  const rest = words.slice(at + 1);
  const startsModule = /^python[\d.]*$/.test(program) && rest[0] === '-m' && rest[1] !== undefined;
  return startsModule
    ? { program: rest[1] as string, rest: rest.slice(2), port }
    : { program, rest, port };
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A flag for the port is there, but its value is not known here. */
const unclear = Symbol('unclear');
type Told = number | typeof unclear | undefined;

const portFlag = /^(--port|--http-port|--http\.port|--server\.port|--server-port)$/;
const portProperty =
  /^-D(?:server\.port|quarkus\.http\.port|http\.port|micronaut\.server\.port)=(.*)$/;
const addressFlag =
  /^(--bind|--listen|--addr|--address|--listen-address|--http-addr|--http-address)$/;
/** Programs whose `-p` and `-b` are known to say where they listen. */
const shortPort = /^(next|serve|http-server|daphne|flask|rails|puma)$/;
const shortBind = /^(gunicorn|hypercorn)$/;

function toldPort(program: string, rest: readonly string[]): Told {
  let found: Told;
  for (const [at, word] of rest.entries()) {
    const sign = word.startsWith('-') ? word.indexOf('=') : -1;
    const flag = sign === -1 ? word : word.slice(0, sign);
    const value = sign === -1 ? rest[at + 1] : word.slice(sign + 1);
    const property = portProperty.exec(word)?.[1];
    if (property !== undefined) found = plainPort(property);
    else if (portFlag.test(flag)) found = plainPort(value);
    else if (flag === '-p' && shortPort.test(program)) found = plainPort(value);
    else if (addressFlag.test(flag)) found = addressPort(value) ?? found;
    else if (flag === '-b' && shortBind.test(program)) found = addressPort(value);
  }
  return found ?? positionalPort(program, rest);
}

function positionalPort(program: string, rest: readonly string[]): Told {
  if (program === 'php' && rest[0] === '-S') return addressPort(rest[1]);
  if (program === 'http.server' && rest[0] !== undefined) return plainPort(rest[0]);
  const words = [program, ...rest];
  const server = words.indexOf('runserver');
  if (server < 1 || !words[server - 1]?.endsWith('manage.py')) return undefined;
  const address = words.slice(server + 1).find((word) => !word.startsWith('-'));
  if (address === undefined) return 8000;
  return address.includes(':') ? addressPort(address) : plainPort(address);
}

function plainPort(value: string | undefined): Told {
  return value === undefined ? undefined : (cleanPort(value) ?? unclear);
}

const listensAt = /^(?:\w+:\/\/)?(?:|\*|0\.0\.0\.0|127\.0\.0\.1|localhost|\[[:\d]*\]):(\d{1,5})$/;

/** An address counts only where it is one to listen on, not one to call. */
function addressPort(value: string | undefined): Told {
  if (value?.includes(unknown)) return unclear;
  return cleanPort(listensAt.exec(value ?? '')?.[1]);
}

const usualPorts = new Map([
  ['uvicorn', 8000],
  ['gunicorn', 8000],
  ['hypercorn', 8000],
  ['daphne', 8000],
  ['http.server', 8000],
  ['waitress-serve', 8080],
  ['streamlit run', 8501],
  ['fastapi run', 8000],
  ['flask run', 5000],
  ['next start', 3000],
  ['nuxt preview', 3000],
  ['vite preview', 4173],
]);

function usualPort(program: string, rest: readonly string[]): number | undefined {
  const saysElsewhere = /^(-c|--config|--uds|--fd|-b|--bind|-p)(=|$)/;
  if (rest.some((word) => saysElsewhere.test(word))) return undefined;
  return usualPorts.get(program) ?? usualPorts.get(`${program} ${rest[0]}`);
}
