import kubernetes from '../../../templates/kubernetes.definitions.json' with { type: 'json' };
import type { Branch, JsonSchema, Node, Tree } from './tree.ts';

/** Kubernetes types, closed, as made from the OpenAPI; see scripts/kubernetes-definitions.ts. */
const definitions = kubernetes.definitions as Record<string, JsonSchema>;
const ownDefinition = Symbol('definition');

type Reference = JsonSchema & { [ownDefinition]?: JsonSchema };

export function kubernetesType(name: string): JsonSchema {
  if (!(name in definitions)) throw new Error(`no definition of ${name}`);
  return { $ref: `#/definitions/${name}` };
}

/** A schema that stands once among the definitions, however often it is referred to. */
export function named(name: string, schema: JsonSchema): JsonSchema {
  const reference: Reference = { $ref: `#/definitions/${name}`, [ownDefinition]: schema };
  return reference;
}

export const string: JsonSchema = { type: 'string' };
export const boolean: JsonSchema = { type: 'boolean' };
export const openMap: JsonSchema = { type: 'object' };

export function listOf(items: JsonSchema): JsonSchema {
  return { type: 'array', items };
}

/**
 * Bounds belong into maxLength: Helm compiles a pattern on every run, and a count within it costs
 * as much as the pattern written out that often.
 */
export function matching(pattern: string, more: JsonSchema = {}): JsonSchema {
  return { type: 'string', pattern, ...more };
}

export function oneOf(...choices: readonly string[]): JsonSchema {
  return { type: 'string', enum: choices };
}

export function integerFrom(minimum: number, maximum?: number): JsonSchema {
  return { type: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) };
}

/** A map whose keys are the user's. A key of another form is refused with the name of its place. */
export function mapOf(values: JsonSchema, keys?: string): JsonSchema {
  return keys === undefined
    ? { type: 'object', additionalProperties: values }
    : { type: 'object', additionalProperties: false, patternProperties: { [keys]: values } };
}

export function closed(
  properties: Record<string, JsonSchema>,
  required: readonly string[] = [],
): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    ...(required.length > 0 ? { required } : {}),
    properties,
  };
}

/** Texts of Kubernetes, so that a mistake is told by the schema and not by the API server. */
export const patterns = {
  portName: '^[a-z]([-a-z0-9]{0,13}[a-z0-9])?$',
  dnsLabel: '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$',
  environmentVariable: '^[-._A-Za-z][-._A-Za-z0-9]*$',
  configKey: '^[-._A-Za-z0-9]+$',
  quantity: '^[0-9]+([.][0-9]+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$',
  duration: '^([0-9]+(ms|s|m|h))+$',
  path: '^/',
  cidr: '^[0-9a-fA-F.:]+/[0-9]{1,3}$',
  template: '^[{]{2}.+[}]{2}$',
} as const;

/** A text that may be left empty. */
export function perhapsMatching(pattern: string, more: JsonSchema = {}): JsonSchema {
  return matching(`^(${pattern.replace(/^\^/, '').replace(/\$$/, '')})?$`, more);
}

export const stringMap = mapOf(string);
export const labelText = perhapsMatching('([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]', {
  maxLength: 63,
});
export const labels = mapOf(labelText);
export const objectName = perhapsMatching('[a-z0-9]([-a-z0-9.]*[a-z0-9])?', { maxLength: 253 });
/** The name of a namespace, or nothing. */
export const namespaceName = perhapsMatching('[a-z0-9]([-a-z0-9]*[a-z0-9])?', { maxLength: 63 });
export const portNumber = integerFrom(1, 65535);
export const protocol = oneOf('TCP', 'UDP', 'SCTP');
export const scalar: JsonSchema = { type: ['string', 'number', 'boolean'] };

/** The whole schema of the values: closed at every level that is ours. */
export function valuesSchema(
  title: string,
  tree: Tree,
  dependencies: readonly string[],
): JsonSchema {
  const required = ['image'];
  const root = branchSchema({ node: 'branch', comment: '', children: tree, schema: { required } });
  const properties = root.properties as Record<string, JsonSchema>;
  // Helm hands these to every chart that becomes a subchart, the switch where it has a condition.
  properties.enabled ??= boolean;
  properties.tags ??= openMap;
  for (const name of dependencies) properties[name] ??= { type: 'object' };
  const used = reachable({ properties });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...root,
    ...(Object.keys(used).length === 0 ? {} : { definitions: used }),
  };
}

function nodeSchema(node: Node): JsonSchema {
  if (node.node === 'branch') return branchSchema(node);
  // In draft-07 the siblings of $ref are ignored, so the advice would be lost there.
  return '$ref' in node.schema ? node.schema : { description: node.comment, ...node.schema };
}

function branchSchema(node: Branch): JsonSchema {
  return {
    ...(node.comment ? { description: node.comment } : {}),
    type: 'object',
    additionalProperties: node.others ?? false,
    properties: Object.fromEntries(
      Object.entries(node.children).map(([key, child]) => [key, nodeSchema(child)]),
    ),
    ...node.schema,
  };
}

function reachable(root: JsonSchema): Record<string, JsonSchema> {
  const found = new Map<string, JsonSchema>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $ref, [ownDefinition]: own } = value as Reference;
    const name = typeof $ref === 'string' ? $ref.split('/').at(-1) : undefined;
    if (name !== undefined && !found.has(name)) {
      const definition = own ?? (definitions[name] as JsonSchema);
      found.set(name, definition);
      visit(definition);
    }
    for (const inner of Object.values(value)) visit(inner);
  };
  visit(root);
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
