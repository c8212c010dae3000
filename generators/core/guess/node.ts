import {
  cleanDescription,
  cleanLicense,
  cleanName,
  cleanRepository,
  cleanUrl,
  cleanVersion,
} from './clean.ts';
import { portOfShell } from './command.ts';
import { own, ownMap, ownText, parseJson } from './read-data.ts';
import { type Guess, type Hints, withoutGaps } from './types.ts';

const file = 'package.json';

/** Servers whose documentation and starters all listen on the same port. */
const servers: readonly (readonly [name: string, packages: readonly string[], port: number])[] = [
  ['next', ['next'], 3000],
  ['nuxt', ['nuxt'], 3000],
  ['nest', ['@nestjs/core'], 3000],
  ['remix', ['@remix-run/serve'], 3000],
  ['react-router', ['@react-router/serve'], 3000],
  ['sveltekit', ['@sveltejs/adapter-node'], 3000],
  ['express', ['express'], 3000],
  ['fastify', ['fastify'], 3000],
  ['koa', ['koa'], 3000],
  ['hapi', ['@hapi/hapi'], 3000],
  ['astro', ['@astrojs/node'], 4321],
];

const metricsPackages = [
  'prom-client',
  'express-prom-bundle',
  'fastify-metrics',
  '@willsoto/nestjs-prometheus',
];

export interface NodeContext {
  hasImage: boolean;
  /** What the image starts; empty where that is not known. */
  commandLine: string;
  /** Node runs in the image: it did not only build files that a web server serves. */
  runs: boolean;
}

export function nodeHints(text: string, context: NodeContext): Hints {
  const data = parseJson(text);
  const guess = <T>(value: T | undefined, what?: string): Guess<T> | undefined =>
    value === undefined ? undefined : { value, from: what ? `${file} (${what})` : file };
  const repository = own(data, 'repository');
  const source = cleanRepository(
    typeof repository === 'string' ? repository : ownText(ownMap(data, 'repository'), 'url'),
  );
  const about = withoutGaps({
    name: guess(cleanName(own(data, 'name'))),
    description: guess(cleanDescription(own(data, 'description'))),
    version: guess(cleanVersion(own(data, 'version'))),
    license: guess(cleanLicense(own(data, 'license'))),
    home: guess(cleanUrl(own(data, 'homepage'))),
    sources: guess(source === undefined ? undefined : [source], 'repository'),
  });
  return context.runs ? { ...about, ...running(data, context, guess) } : about;
}

function running(
  data: ReturnType<typeof parseJson>,
  { hasImage, commandLine }: NodeContext,
  guess: <T>(value: T | undefined, what: string) => Guess<T> | undefined,
): Hints {
  const dependencies = ownMap(data, 'dependencies');
  const found = servers.filter(([, packages]) =>
    packages.some((name) => Object.hasOwn(dependencies, name)),
  );
  const ports = new Set(found.map(([, , port]) => port));
  const usual = ports.size === 1 ? found[0] : undefined;

  const script = hasImage ? startedScript(commandLine) : 'start';
  const scripts = ownMap(data, 'scripts');
  const scripted = portOfShell(script === undefined ? '' : (ownText(scripts, script) ?? ''));
  const scriptPort = guess(scripted?.port, `scripts.${script}`);
  const told = scripted?.certainty === 'told';
  const metrics = metricsPackages.find((name) => Object.hasOwn(dependencies, name));
  return withoutGaps({
    commandPort: told ? scriptPort : undefined,
    usualPort: told ? undefined : (scriptPort ?? guess(usual?.[2], usual?.[0] ?? '')),
    metrics: metrics === undefined ? undefined : guess({ path: '/metrics' }, metrics),
  });
}

/** The script that `npm start`, `pnpm run serve` and the like run. */
function startedScript(commandLine: string): string | undefined {
  const call = /(?:^|\s)(?:npm|pnpm|yarn|bun)(?:\s+--?[\w-]+)*\s+(?:run(?:-script)?\s+)?([\w:.-]+)/;
  return call.exec(commandLine)?.[1];
}
