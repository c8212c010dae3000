import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';
import { runProcess } from './process.ts';
import { SCHEMAS_VARIABLE } from './schema.ts';

export interface FoundTool {
  /** The program and what comes before its arguments. */
  command: readonly string[];
  /** As the tool says it; empty where it does not. */
  version: string;
}

export interface MissingTool {
  /** What is missing, or why it is of no use. */
  fault: string;
  cure: string;
}

export type Tool = FoundTool | MissingTool;

export interface FoundTools {
  helm: Tool;
  kubeconform: Tool;
  unittest: Tool;
  /** Where kubeconform looks for schemas, as its -schema-location takes it. */
  schemas: readonly string[];
  /** A line for each that is missing, with how to get it. */
  missing: string[];
}

/**
 * The environment variables that name a tool, for where it is not on PATH or another one is meant.
 * Each is a path or the name of a program on PATH.
 */
export const TOOL_VARIABLES = {
  helm: 'HELM_PROD_HELM',
  kubeconform: 'HELM_PROD_KUBECONFORM',
  unittest: 'HELM_PROD_UNITTEST',
} as const;

const PROBE = { milliseconds: 10_000, bytes: 2 ** 20 };

const GET_HELM = 'get it: https://helm.sh/docs/intro/install/';
const GET_KUBECONFORM =
  'get it: https://github.com/yannh/kubeconform/releases, ' +
  'or go install github.com/yannh/kubeconform/cmd/kubeconform@latest';

export function isFound(tool: Tool): tool is FoundTool {
  return 'command' in tool;
}

export async function findTools(env: NodeJS.ProcessEnv = process.env): Promise<FoundTools> {
  const [helm, kubeconform] = await Promise.all([findHelm(env), findKubeconform(env)]);
  const unittest = await findUnittest(env, helm);
  const missing = [helm, kubeconform, unittest].flatMap((tool) =>
    isFound(tool) ? [] : [`${tool.fault}; ${tool.cure}`],
  );
  return { helm, kubeconform, unittest, schemas: schemaLocations(env[SCHEMAS_VARIABLE]), missing };
}

/** Kubernetes' own kinds are kubeconform's default; those of operators are collected here. */
const CUSTOM_RESOURCES =
  'https://raw.githubusercontent.com/datreeio/CRDs-catalog/main/{{.Group}}/{{.ResourceKind}}_{{.ResourceAPIVersion}}.json';

function schemaLocations(setting = ''): string[] {
  const given = setting.split(',').map((location) => location.trim());
  const locations = given.filter((location) => location !== '');
  return locations.length > 0 ? locations : ['default', CUSTOM_RESOURCES];
}

export async function findHelm(env: NodeJS.ProcessEnv): Promise<Tool> {
  const place = locate(env, TOOL_VARIABLES.helm, ['helm']);
  if (place.path === null) return { fault: place.reason, cure: GET_HELM };
  const probe = [place.path, 'version', '--template', '{{.Version}}'];
  const { code, output, problem } = await runProcess(probe, { limits: PROBE, env });
  const version = output.trim();
  if (code !== 0) {
    const why = problem ?? `ends with ${code} when asked for its version`;
    return { fault: `${place.path} is no usable helm: it ${why}`, cure: GET_HELM };
  }
  const major = majorOf(version);
  if (major !== null && major < 3) {
    return { fault: `${place.path} is helm ${version}, but 3 or 4 is needed`, cure: GET_HELM };
  }
  return { command: [place.path], version };
}

async function findKubeconform(env: NodeJS.ProcessEnv): Promise<Tool> {
  const place = locate(env, TOOL_VARIABLES.kubeconform, ['kubeconform']);
  if (place.path === null) return { fault: place.reason, cure: GET_KUBECONFORM };
  const { code, output } = await runProcess([place.path, '-v'], { limits: PROBE, env });
  return { command: [place.path], version: code === 0 ? output.trim() : '' };
}

/** As a program of its own, or as helm's plugin. */
async function findUnittest(env: NodeJS.ProcessEnv, helm: Tool): Promise<Tool> {
  const place = locate(env, TOOL_VARIABLES.unittest, ['helm-unittest', 'untt']);
  if (place.path !== null) return { command: [place.path], version: '' };
  const usable = isFound(helm);
  if (usable && !place.named) {
    const listing = await runProcess([...helm.command, 'plugin', 'list'], { limits: PROBE, env });
    const plugin = /^unittest\s+(\S+)/m.exec(listing.output);
    if (plugin !== null)
      return { command: [...helm.command, 'unittest'], version: plugin[1] ?? '' };
  }
  // Helm 4 refuses to install a plugin from git unless told that it is not signed.
  const unsigned = usable && majorOf(helm.version) === 4 ? ' --verify=false' : '';
  const cure = `get it: helm plugin install https://github.com/helm-unittest/helm-unittest${unsigned}`;
  return { fault: place.reason, cure };
}

function majorOf(version: string): number | null {
  const found = /^v?(\d+)/.exec(version)?.[1];
  return found === undefined ? null : Number(found);
}

type Located = { path: string; named: boolean } | { path: null; reason: string; named: boolean };

function locate(env: NodeJS.ProcessEnv, variable: string, names: readonly string[]): Located {
  const named = env[variable];
  if (named !== undefined && named !== '') {
    const path = /[\\/]/.test(named) ? programAt(resolve(named)) : onPath(env, named);
    const reason = `${variable} names ${JSON.stringify(named)}, which is no program`;
    return path === null ? { path, reason, named: true } : { path, named: true };
  }
  for (const name of names) {
    const path = onPath(env, name);
    if (path !== null) return { path, named: false };
  }
  const reason = `${names[0]} was not found on PATH (nor named by ${variable})`;
  return { path: null, reason, named: false };
}

/** Only absolute entries count: a program in the chart's own folder must not be run. */
function onPath(env: NodeJS.ProcessEnv, name: string): string | null {
  const path = env.PATH ?? env.Path ?? '';
  for (const folder of path.split(delimiter)) {
    const found = isAbsolute(folder) ? programAt(join(folder, name)) : null;
    if (found !== null) return found;
  }
  return null;
}

function programAt(path: string): string | null {
  const candidates = process.platform === 'win32' ? [`${path}.exe`, path] : [path];
  return candidates.find(isProgram) ?? null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
