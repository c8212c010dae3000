/** A schema of values, as far as it says which keys there are. */
export interface Schema {
  properties?: Readonly<Record<string, Schema>>;
  patternProperties?: Readonly<Record<string, Schema>>;
  additionalProperties?: Schema | boolean;
  $ref?: string;
}

/** What a schema says itself, or the definition that it refers to. */
export function resolved(root: Schema, schema: Schema): Schema {
  if (!schema.$ref?.startsWith('#/')) return schema;
  const parts = schema.$ref.slice(2).split('/');
  const target = parts.reduce<unknown>(
    (here, key) => (here as Record<string, unknown> | undefined)?.[key],
    root,
  );
  return (target as Schema | undefined) ?? {};
}

/** What a key has to be by its name, or by the form of its name; undefined where none is said. */
export function schemaOf(
  { properties = {}, patternProperties = {} }: Schema,
  key: string,
): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return Object.entries(patternProperties).find(([form]) => new RegExp(form).test(key))?.[1];
}
