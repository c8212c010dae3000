import { describe, expect, it } from 'vitest';
import { crdSchemas } from '../../scripts/tools/schemas/crd.ts';
import { QUANTITY_PATTERN, type Schema } from '../../scripts/tools/schemas/json-schema.ts';
import {
  closedDefinitions,
  OBJECT_META,
  standaloneSchemas,
} from '../../scripts/tools/schemas/openapi.ts';

const LABELS: Schema = { type: 'object', additionalProperties: { type: 'string' } };

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

const api = {
  definitions: {
    [OBJECT_META]: { type: 'object', properties: { name: { type: 'string' }, labels: LABELS } },
    'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { type: 'string', format: 'int-or-string' },
    'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
    'io.k8s.apimachinery.pkg.runtime.RawExtension': { type: 'object' },
    'a.Empty': { type: 'object' },
    'a.Json': { description: 'any JSON' },
    'a.Port': { type: 'object', properties: { number: { type: 'integer', format: 'int32' } } },
    'a.Spec': {
      type: 'object',
      required: ['port', 'items'],
      properties: {
        port: ref('a.Port'),
        other: ref('a.Port'),
        empty: ref('a.Empty'),
        any: ref('a.Json'),
        raw: ref('io.k8s.apimachinery.pkg.runtime.RawExtension'),
        target: ref('io.k8s.apimachinery.pkg.util.intstr.IntOrString'),
        sizes: {
          type: 'object',
          additionalProperties: ref('io.k8s.apimachinery.pkg.api.resource.Quantity'),
        },
        items: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        self: ref('a.Spec'),
      },
    },
    'a.Thing': {
      type: 'object',
      'x-kubernetes-group-version-kind': [
        { group: 'things.example.com', version: 'v1', kind: 'Thing' },
      ],
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: ref(OBJECT_META),
        spec: ref('a.Spec'),
      },
    },
    'a.ThingList': {
      type: 'object',
      'x-kubernetes-group-version-kind': [
        { group: 'things.example.com', version: 'v1', kind: 'ThingList' },
      ],
      properties: { metadata: ref('io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta') },
    },
  } as Record<string, Schema>,
};

describe('the OpenAPI of Kubernetes', () => {
  const schemas = standaloneSchemas(api);
  const thing = schemas.get('thing-things-v1') ?? {};
  const definitions = thing.definitions ?? {};

  it('becomes a schema for each kind, not for lists', () => {
    expect([...schemas.keys()]).toEqual(['thing-things-v1']);
  });

  it('names exactly one kind', () => {
    expect(thing.properties).toMatchObject({
      apiVersion: { enum: ['things.example.com/v1'] },
      kind: { enum: ['Thing'] },
    });
    expect(thing.required).toEqual(['apiVersion', 'kind', 'metadata']);
    expect(thing.additionalProperties).toBe(false);
  });

  it('brings the definitions it reaches, and no others', () => {
    expect(Object.keys(definitions)).toEqual([
      'a.Empty.orNull',
      'a.Json.orNull',
      'a.Port',
      'a.Port.orNull',
      'a.Spec.orNull',
      OBJECT_META,
    ]);
  });

  it('is closed, except where a type writes its own JSON', () => {
    const spec = definitions['a.Spec.orNull'];
    expect(spec?.additionalProperties).toBe(false);
    expect(definitions['a.Empty.orNull']?.additionalProperties).toBe(false);
    expect(definitions['a.Json.orNull']).toEqual({});
    expect(spec?.properties?.raw).toEqual({ type: ['object', 'null'] });
  });

  it('takes null only for what may be left out', () => {
    const spec = definitions['a.Spec.orNull'];
    expect(spec?.type).toEqual(['object', 'null']);
    expect(spec?.properties).toMatchObject({
      port: ref('a.Port'),
      other: ref('a.Port.orNull'),
      target: { type: ['integer', 'string', 'null'] },
      items: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      sizes: {
        type: ['object', 'null'],
        additionalProperties: { type: ['string', 'number'], pattern: QUANTITY_PATTERN },
      },
    });
    expect(definitions['a.Port']).toMatchObject({
      type: 'object',
      properties: { number: { type: ['integer', 'null'], maximum: 2147483647 } },
    });
  });

  it('knows a quantity', () => {
    const quantity = new RegExp(QUANTITY_PATTERN);
    for (const good of [
      '1',
      '0.5',
      '.5',
      '5.',
      '100m',
      '1Gi',
      '1.5Gi',
      '1e3',
      '1E3',
      '2E',
      '+1',
      '-1k',
    ]) {
      expect(good).toMatch(quantity);
    }
    for (const bad of ['', '1x', 'Gi', '1 Gi', '1gi', '1mi', '1e', '--1', '1KB', '.', '1Gi\n']) {
      expect(bad).not.toMatch(quantity);
    }
  });
});

describe('a CustomResourceDefinition', () => {
  const crd = (schema: Schema) => ({
    spec: {
      group: 'things.example.com',
      names: { kind: 'Gadget' },
      versions: [
        { name: 'v1', served: true, schema: { openAPIV3Schema: schema } },
        { name: 'v1alpha1', served: false, schema: { openAPIV3Schema: schema } },
      ],
    },
  });
  const converted = (spec: Schema): Schema => {
    const schemas = crdSchemas(
      crd({ type: 'object', properties: { spec } }),
      closedDefinitions(api),
    );
    expect([...schemas.keys()]).toEqual(['things.example.com/gadget_v1']);
    return schemas.get('things.example.com/gadget_v1')?.properties?.spec ?? {};
  };

  it('has the metadata of any other object', () => {
    const schema = crdSchemas(crd({ type: 'object' }), closedDefinitions(api)).get(
      'things.example.com/gadget_v1',
    );
    expect(schema?.properties).toMatchObject({
      kind: { enum: ['Gadget'] },
      metadata: ref(OBJECT_META),
    });
    expect(Object.keys(schema?.definitions ?? {})).toEqual([OBJECT_META]);
  });

  it('is closed, except where it keeps unknown fields', () => {
    const properties = { a: { type: 'string', description: 'words' } };
    expect(converted({ type: 'object', properties })).toEqual({
      type: ['object', 'null'],
      properties: { a: { type: ['string', 'null'] } },
      additionalProperties: false,
    });
    const open = { type: 'object', properties, 'x-kubernetes-preserve-unknown-fields': true };
    expect(converted(open)).not.toHaveProperty('additionalProperties');
  });

  it('fills in defaults before it requires', () => {
    const properties = { a: { type: 'string', default: 'x' }, b: { type: 'string' } };
    expect(converted({ type: 'object', required: ['a', 'b'], properties })).toMatchObject({
      required: ['b'],
      properties: { a: { type: ['string', 'null'] }, b: { type: 'string' } },
    });
  });

  it('takes null in a list only where that says so', () => {
    const item = { type: 'string' };
    expect(converted({ type: 'array', items: item }).items).toEqual({ type: 'string' });
    expect(converted({ type: 'array', items: { ...item, nullable: true } }).items).toEqual({
      type: ['string', 'null'],
    });
  });

  it('takes numbers and text where either will do, and keeps what narrows', () => {
    const either = {
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      pattern: '^[0-9]+$',
      'x-kubernetes-int-or-string': true,
    };
    expect(converted({ type: 'array', items: either }).items).toEqual({
      type: ['integer', 'string'],
      pattern: '^[0-9]+$',
    });
    const oneOf = [{ required: ['a'] }, { required: ['b'] }];
    expect(converted({ type: 'object', oneOf })).toMatchObject({ oneOf });
  });

  it('lets an embedded object be one', () => {
    const embedded = { type: 'object', 'x-kubernetes-embedded-resource': true };
    expect(Object.keys(converted(embedded).properties ?? {})).toEqual([
      'apiVersion',
      'kind',
      'metadata',
    ]);
  });
});
