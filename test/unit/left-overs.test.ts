import { describe, expect, it } from 'vitest';
import { leftOvers } from '../../generators/core/values/left-overs.ts';

const before =
  'name: x\nautoscaling:\n  enabled: true\n  max: 3\nservice:\n  port: 80\nlabels:\n  a: b\nconfig:\n  COLOUR: blue\n';
const after = 'name: x\nservice:\n  port: 80\nlabels: {}\nconfig: {}\n';
const schema = JSON.stringify({
  additionalProperties: false,
  properties: {
    name: {},
    service: { additionalProperties: false, properties: { port: {} } },
    labels: { additionalProperties: { type: 'string' } },
    config: { additionalProperties: false, patternProperties: { '^[A-Z]+$': {} } },
  },
});
const values = { before, after, schema };

const found = (now: string, next = now, of = values) =>
  leftOvers(of, new Map([['values-dev.yaml', { now, next }]]));

describe('a value that is none any more', () => {
  it('is found with its line, at its uppermost key', () => {
    expect(found('# Mine.\nname: y\nautoscaling:\n  max: 7\n')).toEqual([
      { file: 'values-dev.yaml', line: 3, key: 'autoscaling' },
    ]);
    expect(found('{name: y, autoscaling: {max: 7}}')).toMatchObject([{ line: 1 }]);
  });

  it('is found within what stays', () => {
    const of = {
      before: 'service:\n  port: 80\n  node: 3\n',
      after: 'service:\n  port: 80\n',
      schema,
    };
    expect(found('service:\n  port: 1\n  node: 4\n', undefined, of)).toEqual([
      { file: 'values-dev.yaml', line: 3, key: 'service.node' },
    ]);
  });

  it('is found below a schema that stands among the definitions', () => {
    const of = {
      before: 'callers:\n  web:\n    port: 80\n    node: 3\n',
      after: 'callers:\n  web:\n    port: 80\n',
      schema: JSON.stringify({
        properties: { callers: { additionalProperties: { $ref: '#/definitions/Caller' } } },
        definitions: { Caller: { additionalProperties: false, properties: { port: {} } } },
      }),
    };
    expect(found('callers:\n  web:\n    node: 4\n', undefined, of)).toEqual([
      { file: 'values-dev.yaml', line: 3, key: 'callers.web.node' },
    ]);
  });

  it('is told by the line at which it stands now', () => {
    const now = 'autoscaled: true\n# A\nautoscaling:\n  max: 7\n';
    expect(found(now, 'autoscaling:\n  max: 7\n')).toMatchObject([{ line: 3 }]);
    expect(found('name: y\n', 'name: y\nautoscaling: {}\n')).toMatchObject([{ line: 2 }]);
  });

  it('is told of each file', () => {
    const text = { now: 'autoscaling: {}\n', next: 'autoscaling: {}\n' };
    const files = new Map([
      ['values-dev.yaml', text],
      ['ci/mine.yaml', text],
    ]);
    expect(leftOvers(values, files).map(({ file }) => file)).toEqual([
      'values-dev.yaml',
      'ci/mine.yaml',
    ]);
  });
});

it.each([
  ['of files that set nothing of it', 'name: y\nservice:\n  port: 81\n', undefined],
  ['of what the new render takes out', 'autoscaling:\n  max: 3\n', 'name: y\n'],
  ['of labels, among which any name is good', 'labels:\n  a: c\n', undefined],
  ['of settings, whose names have a form', 'config:\n  COLOUR: red\n', undefined],
  ['of a key of that name elsewhere', 'service:\n  autoscaling: 1\n', undefined],
  ['of a text that is no YAML', 'autoscaling: [\n', undefined],
  ['of an empty file', '', undefined],
  ['of a list', '- autoscaling\n', undefined],
])('nothing is told %s', (_, now, next) => {
  expect(found(now, next)).toEqual([]);
});

it('nothing is told where all values stay', () => {
  expect(found('autoscaling: {}\n', undefined, { before, after: before, schema })).toEqual([]);
});
