import type * as z from 'zod';
import { answerKeys, answerSchema } from '../../generators/core/answers/schema.ts';
import { choicesOf, metaOf, shapeOf } from '../../generators/core/answers/walk.ts';
import type { Data, DataMap } from '../../generators/core/compose/tree.ts';
import { chartFrom } from '../../generators/core/generate.ts';
import type { Random } from '../reconcile/random.ts';

/** Texts of many kinds; the schema says which of them may stand where. */
const texts = [
  ...['a', 'b-2', 'serve', 'true', 'null', '0815', '1e3', 'yes: no # x', ' spaced ', "it's", '"q"'],
  ...[
    'two\nlines\n',
    'ünï – code',
    '- dash',
    '{{ .Release.Name }}',
    '',
    '*',
    '&a',
    '%',
    'x'.repeat(120),
  ],
  ...['app.example.com', '*.example.com', '/srv/a', '/b', '250m', '2', '128Mi', '1Gi', '30s', '1m'],
  ...['https://example.com/a', 'team@example.com', '^1.2.0', '1.2.3-rc.1', '2.0.0', '1.34', 'MIT'],
  ...['10.0.0.0/8', 'ghcr.io', 'acme/api', 'AGENT_NAME', 'oci://example.com/charts', '^[a-z]*$'],
];
const names = [
  'dev',
  'prod',
  'qa',
  'prod-eu',
  'demo',
  'cache',
  'admin',
  'grpc',
  'team',
  'acme.com/x',
];
const moreNames = ['REGION', 'LOG_FORMAT', 'a.b', 'agentName', 'maxTurns', 'registry', 'staging'];
const allNames = [...names, ...moreNames];
const numbers = [0, 1, 2, 3, 5, 20, 80, 1000, 3000, 8080, 8081, 9090, 10001, 65535];

/** Answers of one chart that go together, of every kind that the schema knows. */
export async function randomAnswers(random: Random, name = 'my-app'): Promise<DataMap> {
  const keys = answerKeys.filter((key) => !['answersVersion', 'name', 'profile'].includes(key));
  const wanted: DataMap = { name };
  if (random.below(4) === 0) wanted.profile = 'worker';
  if (random.below(2) === 0) wanted.image = 'ghcr.io/acme/api:1.0.0';
  for (let count = random.below(9); count > 0; count--) {
    const key = random.pick(keys);
    const value = valueFor(answerSchema(key), random);
    if (value !== undefined) wanted[key] = value;
  }
  if (random.below(2) === 0) {
    const value = valueFor(answerSchema('environments'), random);
    if (value !== undefined) wanted.environments = value;
  }
  return withoutFaults(wanted, random);
}

/** Some of the answers replaced by others; now and then all of them. */
export async function otherAnswers(answers: DataMap, random: Random): Promise<DataMap> {
  const others = await randomAnswers(random, answers.name as string);
  if (random.below(5) === 0) return others;
  const keys = new Set([...Object.keys(answers), ...Object.keys(others)]);
  const mixed: DataMap = {};
  for (const key of keys) {
    const value = (random.below(3) === 0 ? others : answers)[key];
    if (value !== undefined) mixed[key] = value;
  }
  return withoutFaults({ ...mixed, name: answers.name as string }, random);
}

/** What contradicts the rest is left out, a key at a time. */
async function withoutFaults(wanted: DataMap, random: Random): Promise<DataMap> {
  const answers = wanted;
  for (;;) {
    const result = await chartFrom({ file: answers });
    if (result.ok) return answers;
    const { path } = random.pick(result.faults);
    const [key = '', inner] = path.split('.');
    const value = answers[key];
    if (key === 'environments' && inner !== undefined && isMap(value) && inner in value) {
      const { [inner]: kind, ...others } = value;
      const isNameless = path.endsWith('.kind') && isMap(kind);
      answers.environments = isNameless
        ? { ...others, [inner]: { ...kind, kind: 'staging' } }
        : others;
    } else if (key in answers && key !== 'name') delete answers[key];
    // What no answer of its own has a fault in clashes with the rest.
    else delete answers[random.pick(Object.keys(answers).filter((other) => other !== 'name'))];
  }
}

function isMap(data: Data | undefined): data is DataMap {
  return typeof data === 'object' && !Array.isArray(data);
}

/** A value that the schema takes; undefined where none was found. */
function valueFor(schema: z.ZodType, random: Random): Data | undefined {
  const shape = shapeOf(schema);
  const ofMany = (candidates: readonly Data[]) => {
    const some = Array.from({ length: 12 }, () => random.pick(candidates));
    return some.find((one) => schema.safeParse(one).success);
  };
  switch (shape.kind) {
    case 'text': {
      const { example } = metaOf(schema);
      return random.below(3) === 0 && example !== undefined ? example : ofMany(texts);
    }
    case 'number':
      return ofMany(numbers);
    case 'yes-no':
      return random.below(2) === 0;
    case 'choice':
      return random.pick(choicesOf(schema));
    case 'list':
      return several(random, () => valueFor(shape.item, random));
    case 'map':
      return Object.fromEntries(
        several(random, () => random.pick(allNames)).flatMap((name) => {
          const value = valueFor(shape.value, random);
          return value === undefined ? [] : [[name as string, value]];
        }),
      );
    case 'group':
      return groupOf(shape.keys, random);
    default:
      return ofMany([...texts, ...numbers, true, ['a', 'b']]);
  }
}

function groupOf(keys: Readonly<Record<string, z.ZodType>>, random: Random): DataMap {
  const often = Object.keys(keys).length > 6 ? 4 : 2;
  const entries = Object.entries(keys).flatMap(([key, schema]): [string, Data][] => {
    const isNeeded = !schema.safeParse(undefined).success;
    if (!isNeeded && random.below(often) !== 0) return [];
    const value = valueFor(schema, random);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(entries);
}

function several<T>(random: Random, make: () => T | undefined): T[] {
  return Array.from({ length: random.below(4) }, make).filter((one) => one !== undefined);
}
