import { mapValues, orNull, QUANTITY_PATTERN, type Schema } from './json-schema.ts';

/** `api/openapi-spec/swagger.json` of Kubernetes. */
export interface OpenApi {
  readonly definitions: Readonly<Record<string, Schema>>;
}

export const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Types that write themselves in JSON, which OpenAPI 2 cannot say. */
const LEAVES: Record<string, Schema> = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
    pattern: QUANTITY_PATTERN,
  },
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: ['integer', 'string'] },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Patch': { type: 'object' },
  'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
};

const INTEGERS: Record<string, Schema> = {
  int32: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  int64: { type: 'integer' },
};

const BASE64 = '^([A-Za-z0-9+/]|[\\r\\n])*={0,2}[\\r\\n]*$';

/** The variant of a definition that an optional field refers to. */
const OR_NULL = '.orNull';

const POINTER = '#/definitions/';

/**
 * A closed schema for each kind, self-contained, by kubeconform's name for it (`deployment-apps-v1`).
 *
 * The API server reads a null field as one that is not there. So an optional field may be null; a
 * required one, an item of a list or a value of a map may not.
 */
export function standaloneSchemas(api: OpenApi): Map<string, Schema> {
  const closed = closedDefinitions(api);
  const schemas = new Map<string, Schema>();
  for (const [name, definition] of Object.entries(api.definitions)) {
    const kinds = definition['x-kubernetes-group-version-kind'] ?? [];
    // Options and watch events belong to many groups at once; a list is validated by its items.
    const [identity] = kinds;
    if (!identity || kinds.length > 1 || !definition.properties?.metadata) continue;
    if (definition.properties.metadata.$ref !== POINTER + OBJECT_META) continue;
    schemas.set(schemaName(identity), rootSchema(closed, name, identity));
  }
  return schemas;
}

interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** kubeconform's `{{ .ResourceKind }}{{ .KindSuffix }}`: of the group only the first part. */
function schemaName({ group, version, kind }: Identity): string {
  return [kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase();
}

function rootSchema(closed: Map<string, Schema>, name: string, identity: Identity): Schema {
  const { group, version, kind } = identity;
  const definition = closed.get(name) ?? {};
  const properties = {
    ...definition.properties,
    apiVersion: { type: 'string', enum: [group ? `${group}/${version}` : version] },
    kind: { type: 'string', enum: [kind] },
    metadata: { $ref: POINTER + OBJECT_META },
  };
  const required = new Set([...(definition.required ?? []), 'apiVersion', 'kind', 'metadata']);
  return withDefinitions({ ...definition, properties, required: [...required] }, closed);
}

/** Adds the definitions that a schema reaches. */
export function withDefinitions(schema: Schema, closed: ReadonlyMap<string, Schema>): Schema {
  const reached = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [key, value] of Object.entries(part)) {
      if (key !== '$ref' || typeof value !== 'string') visit(value);
      else if (!reached.has(value)) {
        reached.add(value);
        visit(closed.get(value.slice(POINTER.length)));
      }
    }
  };
  visit(schema);
  if (reached.size === 0) return schema;
  const names = [...reached].map((pointer) => pointer.slice(POINTER.length)).sort();
  return {
    ...schema,
    definitions: Object.fromEntries(names.map((name) => [name, closed.get(name) ?? missing(name)])),
  };
}

function missing(name: string): never {
  throw new Error(`the OpenAPI refers to ${name}, which it does not define`);
}

/** Every definition that has a structure, closed, each also in the variant that may be null. */
export function closedDefinitions(api: OpenApi): Map<string, Schema> {
  const closed = new Map<string, Schema>();
  for (const [name, definition] of Object.entries(api.definitions)) {
    if (name in LEAVES) continue;
    const schema = close(definition);
    closed.set(name, schema);
    closed.set(name + OR_NULL, orNull(schema));
  }
  return closed;
}

function close(schema: Schema): Schema {
  if (schema.$ref) return refer(schema.$ref, false);
  switch (schema.type) {
    case 'object':
      return closeObject(schema);
    case 'array': {
      const items = close(schema.items ?? {});
      const set = schema['x-kubernetes-list-type'] === 'set' ? { uniqueItems: true } : {};
      return { type: 'array', items, ...set };
    }
    case 'string':
      return schema.format === 'byte' ? { type: 'string', pattern: BASE64 } : { type: 'string' };
    case 'integer':
      return INTEGERS[schema.format ?? ''] ?? { type: 'integer' };
    case undefined:
      return {};
    default:
      return { type: schema.type };
  }
}

function closeObject(schema: Schema): Schema {
  const { additionalProperties, properties = {}, required = [] } = schema;
  if (typeof additionalProperties === 'object') {
    return { type: 'object', additionalProperties: close(additionalProperties) };
  }
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties: mapValues(properties, (property, key) =>
      required.includes(key) ? close(property) : optional(property),
    ),
    additionalProperties: additionalProperties === true,
  };
}

function optional(schema: Schema): Schema {
  return schema.$ref ? refer(schema.$ref, true) : orNull(close(schema));
}

function refer(pointer: string, nullable: boolean): Schema {
  const leaf = LEAVES[pointer.slice(POINTER.length)];
  if (leaf) return nullable ? orNull(leaf) : leaf;
  return { $ref: nullable ? pointer + OR_NULL : pointer };
}
