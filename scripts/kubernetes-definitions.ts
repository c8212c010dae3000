/**
 * Makes templates/kubernetes.definitions.json: the Kubernetes types that a chart's values pass
 * through, as closed draft-07 definitions. Run with `tsx scripts/kubernetes-definitions.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveTools } from './tools/resolve.ts';
import { mapValues, type Schema } from './tools/schemas/json-schema.ts';
import type { OpenApi } from './tools/schemas/openapi.ts';
import { NEWEST_OPENAPI } from './tools/schemas/sources.ts';

/** What values.yaml passes through; what these reach comes with them. */
const ROOTS = [
  'Affinity',
  'DeploymentStrategy',
  'EnvFromSource',
  'EnvVarSource',
  'HostAlias',
  'Lifecycle',
  'LocalObjectReference',
  'PodDNSConfig',
  'PodSecurityContext',
  'Probe',
  'ResourceRequirements',
  'SecurityContext',
  'Toleration',
  'TopologySpreadConstraint',
];

const HOMES = [
  'io.k8s.api.core.v1.',
  'io.k8s.api.apps.v1.',
  'io.k8s.apimachinery.pkg.apis.meta.v1.',
];

const WIDTH = 100;

/** An amount of a resource is never negative, so this is narrower than what the API server parses. */
const QUANTITY: Schema = {
  type: ['string', 'number'],
  pattern: '^([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$',
  minimum: 0,
};

/** Under short names, since a person reads the chart's schema. */
export function kubernetesDefinitions(api: OpenApi): { definitions: Record<string, Schema> } {
  const definitions: Record<string, Schema> = {};
  for (const root of ROOTS) define(root, fullName(root));
  const sorted = Object.entries(definitions).sort(([a], [b]) => (a < b ? -1 : 1));
  return { definitions: Object.fromEntries(sorted) };

  function define(short: string, full: string): void {
    if (short in definitions) return;
    const definition = api.definitions[full];
    if (!definition) throw new Error(`the OpenAPI does not define ${full}`);
    definitions[short] = {};
    definitions[short] = convert(definition);
  }

  function fullName(short: string): string {
    const home = HOMES.find((prefix) => `${prefix}${short}` in api.definitions);
    if (!home) throw new Error(`the OpenAPI does not define ${short}`);
    return home + short;
  }

  function convert(schema: Schema): Schema {
    if (schema.$ref) return refer(schema.$ref.slice('#/definitions/'.length));
    if (schema.type === 'array') return { type: 'array', items: convert(schema.items ?? {}) };
    if (schema.type !== 'object') return schema.type ? { type: schema.type } : {};
    if (typeof schema.additionalProperties === 'object') {
      return { type: 'object', additionalProperties: convert(schema.additionalProperties) };
    }
    return {
      type: 'object',
      additionalProperties: false,
      ...(schema.required && { required: schema.required }),
      properties: mapValues(schema.properties ?? {}, convert),
    };
  }

  function refer(full: string): Schema {
    const short = full.slice(full.lastIndexOf('.') + 1);
    if (short === 'IntOrString') return { type: ['integer', 'string'] };
    if (short === 'Quantity') definitions.Quantity = QUANTITY;
    else if (HOMES.includes(full.slice(0, -short.length))) define(short, full);
    else throw new Error(`${full} is not expected below a chart's values`);
    return { $ref: `#/definitions/${short}` };
  }
}

export const DEFINITIONS_FILE = fileURLToPath(
  new URL('../templates/kubernetes.definitions.json', import.meta.url),
);

async function main(): Promise<void> {
  const { schemas } = await resolveTools({ only: ['schemas'], say: console.error });
  if (!schemas.ok) throw new Error(schemas.reason);
  writeFileSync(DEFINITIONS_FILE, definitionsText(schemas.path));
}

/** The file's text, from the folder of the schemas in the cache. */
export function definitionsText(schemas: string): string {
  const api = JSON.parse(readFileSync(path.join(schemas, NEWEST_OPENAPI), 'utf8')) as OpenApi;
  return `${formatted(kubernetesDefinitions(api))}\n`;
}

/** JSON with every object and list on one line that fits there: a type reads at a glance. */
function formatted(value: unknown, indent = '', head = ''): string {
  const line = indent + head + onOneLine(value);
  const isRoot = indent === '';
  if (typeof value !== 'object' || value === null || (!isRoot && line.length < WIDTH)) return line;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Object.entries(value).map(([key, part]) =>
    formatted(part, `${indent}  `, Array.isArray(value) ? '' : `${JSON.stringify(key)}: `),
  );
  return `${indent}${head}${open}\n${parts.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).map(
    ([key, part]) => `${JSON.stringify(key)}: ${onOneLine(part)}`,
  );
  return parts.length > 0 ? `{ ${parts.join(', ')} }` : '{}';
}

const isProgram = process.argv[1] === fileURLToPath(import.meta.url);
if (isProgram) await main();
