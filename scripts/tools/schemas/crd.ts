import { mapValues, orNull, type Schema } from './json-schema.ts';
import { OBJECT_META, withDefinitions } from './openapi.ts';

export interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** kubeconform's formats for these agree with the API server's. */
const FORMATS = new Set(['date-time', 'duration']);

/** Keywords of Kubernetes, and those that say nothing about whether a value is valid. */
const DROPPED =
  /^(x-kubernetes-.*|description|default|nullable|format|title|example|externalDocs)$/;

const METADATA: Schema = { $ref: `#/definitions/${OBJECT_META}` };

/**
 * A closed schema for each served version, by `group/kind_version`.
 * @param definitions those of Kubernetes: a custom resource's metadata is the same as any other's.
 */
export function crdSchemas(
  crd: CustomResourceDefinition,
  definitions: ReadonlyMap<string, Schema>,
): Map<string, Schema> {
  const { group, names, versions } = crd.spec;
  const schemas = new Map<string, Schema>();
  for (const version of versions.filter(({ served }) => served)) {
    const root = close(version.schema.openAPIV3Schema);
    const properties = {
      ...root.properties,
      apiVersion: { type: 'string', enum: [`${group}/${version.name}`] },
      kind: { type: 'string', enum: [names.kind] },
      metadata: METADATA,
    };
    const required = new Set([...(root.required ?? []), 'apiVersion', 'kind', 'metadata']);
    const name = `${group}/${names.kind.toLowerCase()}_${version.name}`;
    const schema = { ...root, properties, required: [...required] };
    schemas.set(name, withDefinitions(schema, definitions));
  }
  return schemas;
}

/** What a structural schema allows, and no more; `anyOf` and its like stay: they only narrow it. */
function close(schema: Schema): Schema {
  const closed: Schema = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (!DROPPED.test(keyword)) closed[keyword] = value;
  }
  if (schema.format && FORMATS.has(schema.format)) closed.format = schema.format;
  if (schema.items) closed.items = close(schema.items);
  if (schema['x-kubernetes-list-type'] === 'set') closed.uniqueItems = true;
  if (schema['x-kubernetes-int-or-string']) {
    closed.type = ['integer', 'string'];
    delete closed.anyOf;
  }
  if (typeof schema.additionalProperties === 'object') {
    closed.additionalProperties = close(schema.additionalProperties);
  } else if (schema.type === 'object') closeObject(schema, closed);
  return schema.nullable ? orNull(closed) : closed;
}

function closeObject(schema: Schema, closed: Schema): void {
  const properties = schema.properties ?? {};
  // A default is filled in before anything is required.
  const required = (schema.required ?? []).filter((key) => properties[key]?.default === undefined);
  closed.properties = mapValues(properties, (property, key) =>
    required.includes(key) || property.nullable ? close(property) : orNull(close(property)),
  );
  delete closed.required;
  if (required.length > 0) closed.required = required;
  if (schema['x-kubernetes-embedded-resource']) {
    const text: Schema = { type: 'string' };
    closed.properties = { ...closed.properties, apiVersion: text, kind: text, metadata: METADATA };
  }
  if (schema['x-kubernetes-preserve-unknown-fields']) delete closed.additionalProperties;
  else closed.additionalProperties = schema.additionalProperties === true;
}
