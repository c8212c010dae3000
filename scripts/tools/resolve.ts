import { existsSync } from 'node:fs';
import path from 'node:path';
import { cachedTool, type Env, isProgram, toolFolder } from './cache.ts';
import { type Choice, choose, wanted } from './choose.ts';
import { buildTool, downloadModules, findGo, type Go, goLacks } from './go.ts';
import { install } from './install.ts';
import { probeTool } from './probe.ts';
import { pool, reported, type Say } from './progress.ts';
import { buildSchemas } from './schemas/build.ts';
import {
  KUBERNETES,
  MANIFEST,
  MODULES,
  SCHEMAS_GO,
  schemaLocations,
  schemasFolder,
} from './schemas/sources.ts';
import type { Found, FoundSchemas, Missing, Source, Toolbox, ToolboxKey } from './toolbox.ts';
import { TOOL_NAMES, TOOLS, type ToolName } from './tools.ts';

export * from './toolbox.ts';

/** One compiles while another downloads: cold on two cores 270 s, against 420 s one by one. */
const BUILDS_AT_ONCE = 2;

const HOW = 'run `npm run tools`';

export interface ResolveOptions {
  /** Builds only these; the others are only looked for. */
  readonly only?: readonly ToolboxKey[];
  readonly say?: Say;
  readonly env?: Env;
}

/** What is on PATH or in the cache; builds nothing. */
export function locateTools(env: Env = process.env): Toolbox {
  const tools = Object.fromEntries(TOOL_NAMES.map((name) => [name, locate(name, env)]));
  return { ...tools, schemas: locateSchemas(env) } as Toolbox;
}

/** Takes each tool from PATH or the cache, or builds it into the cache. */
export async function resolveTools(options: ResolveOptions = {}): Promise<Toolbox> {
  const { say = () => {}, env = process.env } = options;
  const wants = (key: ToolboxKey) => options.only?.includes(key) ?? true;
  const go = memo(() => findGo(env));
  const inTurn = pool(BUILDS_AT_ONCE);
  const timed = async <T extends object>(work: () => Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    return { ...result, seconds: (performance.now() - begun) / 1000 };
  };
  const tools = TOOL_NAMES.map(async (name) => {
    const choice = chooseFor(name, env);
    if (choice.from !== 'build' || !wants(name)) {
      return [name, asResult(name, choice, env)] as const;
    }
    return [name, await inTurn(() => timed(() => build(name, choice.unsuitable)))] as const;
  });
  const located = locateSchemas(env);
  const schemas = located.ok || !wants('schemas') ? located : timed(makeSchemas);
  return { ...Object.fromEntries(await Promise.all(tools)), schemas: await schemas } as Toolbox;

  async function build(name: ToolName, unsuitable: string[]): Promise<Found | Missing> {
    const tool = TOOLS[name];
    const title = `${tool.title} ${tool.version}`;
    const file = cachedTool(name, env);
    const byHand = `put ${tool.title} ${wanted(tool)} on PATH (${tool.home})`;
    return attempt(title, byHand, tool.go, unsuitable, async (found) => {
      const made = await install({
        target: toolFolder(name, env),
        complete: () => isProgram(file),
        make: (out, scratch) =>
          reported(say, `building ${title}`, () => buildTool(found, tool, out, scratch, env)),
        onWait: () => say(`waiting for another run, which builds ${title}`),
      });
      return { ok: true, path: file, version: tool.version, source: made ? 'built' : 'cache' };
    });
  }

  async function makeSchemas(): Promise<FoundSchemas | Missing> {
    const target = schemasFolder(env);
    return attempt('Kubernetes schemas', undefined, SCHEMAS_GO, [], async (found) => {
      const made = await install({
        target,
        complete: () => existsSync(path.join(target, MANIFEST)),
        make: (out, scratch) =>
          reported(say, 'making Kubernetes schemas', async () => {
            await buildSchemas(await downloadModules(found, MODULES, scratch, env), out);
          }),
        onWait: () => say('waiting for another run, which makes Kubernetes schemas'),
      });
      return schemasIn(target, made ? 'built' : 'cache');
    });
  }

  async function attempt<T>(
    title: string,
    byHand: string | undefined,
    oldestGo: string,
    unsuitable: string[],
    work: (go: Go) => Promise<T>,
  ): Promise<T | Missing> {
    const found = go();
    const lacking = goLacks(found, oldestGo);
    const orByHand = byHand ? `, or ${byHand}` : '';
    if (!found || lacking) {
      return {
        ok: false,
        reason: `missing: ${title}${saw(unsuitable)}. ${lacking}${orByHand}; then ${HOW}`,
      };
    }
    try {
      return await work(found);
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      return {
        ok: false,
        reason: `cannot make ${title}: ${fault}. Mend that${orByHand}; then ${HOW}`,
      };
    }
  }
}

function chooseFor(name: ToolName, env: Env): Choice {
  return choose(TOOLS[name], probeTool(TOOLS[name], env), isProgram(cachedTool(name, env)));
}

function locate(name: ToolName, env: Env): Found | Missing {
  return asResult(name, chooseFor(name, env), env);
}

function asResult(name: ToolName, choice: Choice, env: Env): Found | Missing {
  const { title, version } = TOOLS[name];
  switch (choice.from) {
    case 'PATH':
      return { ok: true, path: choice.path, version: choice.version, source: 'PATH' };
    case 'cache':
      return { ok: true, path: cachedTool(name, env), version, source: 'cache' };
    case 'build': {
      const where = `on PATH and in the cache${saw(choice.unsuitable)}`;
      return { ok: false, reason: `missing: ${title} ${version}, ${where}; ${HOW}` };
    }
  }
}

function saw(unsuitable: readonly string[]): string {
  return unsuitable.length > 0 ? ` (${unsuitable.join('; ')})` : '';
}

function locateSchemas(env: Env): FoundSchemas | Missing {
  const folder = schemasFolder(env);
  if (existsSync(path.join(folder, MANIFEST))) return schemasIn(folder, 'cache');
  return { ok: false, reason: `missing: Kubernetes schemas, in the cache; ${HOW}` };
}

function schemasIn(folder: string, source: Source): FoundSchemas {
  const kubernetes = KUBERNETES.map(({ at }) => at);
  const version = `${KUBERNETES[0].minor}-${KUBERNETES.at(-1)?.minor}`;
  return {
    ok: true,
    path: folder,
    version,
    source,
    locations: schemaLocations(folder),
    kubernetes,
  };
}

function memo<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
