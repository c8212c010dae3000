import type * as z from 'zod';
import { kindOf } from '../answers/environment-kinds.ts';
import { type Meta, metaOf, schemaAt, shapeOf, takesText } from '../answers/walk.ts';
import { dotted } from '../args.ts';
import type { Environment } from '../chart.ts';
import type { Data } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import { hasNeeds, type Stand } from './conversation.ts';
import { accepts, leafQuestion, type Question } from './question.ts';
import { featureOf, type Topic, topicOf } from './topics.ts';

/** Where to look for questions, and for how many. */
export interface Search {
  path: readonly string[];
  heading: string;
  stand: Stand;
  /** The few that most charts differ in, or all. */
  depth: 'few' | 'all';
  /** Only what belongs here. */
  topic?: Topic;
}

/** A place in the schema, as the conversation comes by it. */
interface Place {
  path: readonly string[];
  schema: z.ZodType;
  topic: Topic;
  /** How much of the path people know already. */
  told: number;
  /** Stands behind titles: in which environment, or of which entry. */
  suffix: string;
  /** What is there unless somebody says otherwise. */
  preset: unknown;
  /** What the group around it says of itself, where no heading does. */
  about: string;
  /** Within an entry that somebody makes here and now. */
  isNew: boolean;
}

/** Whether questions below a top-level key make sense in this chart. */
export function isMet(key: string, stand: Stand): boolean {
  if (key === 'port') return stand.chart.profile === 'web';
  const feature = featureOf(key);
  if (!feature) return true;
  const preset = feature.presets?.[stand.chart.profile] as { enabled?: boolean } | undefined;
  return preset?.enabled !== false && hasNeeds(feature.needs, stand.offered);
}

export function* askedBelow(search: Search): Generator<Question> {
  const { path, stand, depth } = search;
  const [key = '', name = ''] = path;
  const schema = schemaAt(path);
  if (!schema) return;
  const environment = stand.chart.environments.find((known) => known.name === name);
  const isOne = key === 'environments' && environment !== undefined;
  yield* walk(search, {
    path,
    schema,
    topic: topicOf(key),
    told: path.length,
    suffix: isOne && depth === 'few' ? ` in ${name}` : '',
    preset: isOne ? thoughtThrough(environment) : stand.answers[key],
    about: '',
    isNew: false,
  });
}

/** An environment as the chart sees it; what was left open is worked out there. */
function thoughtThrough({ own, ...environment }: Environment): unknown {
  return { ...own, ...environment };
}

function* walk(search: Search, place: Place): Generator<Question> {
  if (!fits(place, search.stand)) return;
  const meta = metaOf(place.schema);
  const here = { ...place, topic: (meta.topic as Topic | undefined) ?? place.topic };
  const shape = shapeOf(place.schema);
  const isAsked = isOf(search, here) && isWanted(search, here, meta);
  const isWhole = isAsked && search.depth === 'few' && takesText(place.schema);
  if (shape.kind === 'group' && !isWhole) {
    const about = place.path.length > search.path.length ? (meta.description ?? '') : '';
    for (const [key, schema] of Object.entries(shape.keys)) {
      yield* walk(search, { ...inner(here, key, schema), about });
    }
  } else if (!isAsked) return;
  else if (shape.kind === 'map') yield* mapEntries(search, here, shape.value);
  else if (shape.kind === 'list' && shapeOf(shape.item).kind === 'group') {
    yield* listEntries(search, here, shape.item);
  } else yield* unlessSaid(search, here);
}

function* unlessSaid(search: Search, place: Place): Generator<Question> {
  if (!isSaid(dotted(place.path), place.path, search.stand)) yield asked(search, place);
}

/** Whether it was said, in the conversation or before it. */
export function isSaid(
  id: string,
  path: readonly string[],
  { answered, start: { given } }: Stand,
): boolean {
  if (answered.has(id)) return true;
  return [given.file, given.said].some(
    (layer) =>
      path.reduce<Data | undefined>((at, key) => (isMap(at) ? at[key] : undefined), layer) !==
      undefined,
  );
}

function inner(place: Place, key: string, schema: z.ZodType): Place {
  const preset = (place.preset as Record<string, unknown> | undefined)?.[key];
  return { ...place, path: [...place.path, key], schema, preset };
}

function isOf({ topic }: Search, place: Place): boolean {
  return topic === undefined || topic === place.topic;
}

function isWanted({ depth, stand }: Search, { path, schema, isNew }: Place, meta: Meta): boolean {
  if (depth === 'all' || (isNew && !accepts(schema, undefined))) return true;
  const [key, name] = path;
  if (isKind(path)) return true;
  if (meta.first === 'own image') return !stand.chart.hasSampleImage;
  const environment = stand.chart.environments.find((known) => known.name === name);
  return meta.first === true && (key !== 'environments' || environment?.kind === 'production');
}

const probeParts: Readonly<Record<string, readonly string[]>> = {
  path: ['http'],
  port: ['http', 'tcp', 'grpc'],
  command: ['exec'],
};

/** What would change nothing is not asked. */
function fits({ path, isNew }: Place, stand: Stand): boolean {
  const [key = '', second = '', third] = path;
  const { answers } = stand;
  if (!isNew && path.at(-1) !== 'enabled' && isIdle(path, answers)) return false;
  if (key === 'probes' && third !== undefined) {
    const kind = answers.probes[second as keyof typeof answers.probes].kind ?? 'http';
    return probeParts[third]?.includes(kind) ?? true;
  }
  if (key === 'image' && imageParts.has(second) && !stand.chart.hasSampleImage) {
    return answers.image[second as 'tag'] === '';
  }
  if (key === 'image' && imageParts.has(second)) return false;
  if (key !== 'environments' || third === undefined) return true;
  if (isKind(path)) return kindOf(second) === undefined;
  if (third === 'hosts' || routeAnswers.has(path[3] ?? '')) return stand.offered.has('hosts');
  const isFeature = featureOf(third) !== undefined;
  return !isFeature || stand.active.some(({ feature }) => feature.id === third);
}

/** Where the name does not tell the kind, it has to be said. */
function isKind([key, , answer]: readonly string[]): boolean {
  return key === 'environments' && answer === 'kind';
}

const imageParts = new Set(['registry', 'repository', 'tag', 'digest']);
const routeAnswers = new Set([
  'certManagerIssuer',
  'certManagerIssuerKind',
  'ingressClass',
  'controllerNamespace',
]);

/** Whether some group around a place is switched off. */
function isIdle(path: readonly string[], answers: object): boolean {
  let at: unknown = answers;
  for (const part of path.slice(0, -1)) {
    at = (at as Record<string, unknown> | undefined)?.[part];
    if ((at as { enabled?: unknown } | undefined)?.enabled === false) return true;
  }
  return false;
}

function asked({ heading, stand }: Search, place: Place): Question {
  const { path, schema } = place;
  const meta = metaOf(schema);
  const id = dotted(path);
  const guess = stand.guesses.find((placed) => placed.path === id);
  const preset = (place.preset ?? schema.safeParse(undefined).data) as Data | undefined;
  const isSample = id === 'image' && stand.chart.hasSampleImage;
  const hints = [place.about, meta.description, isSample ? 'Enter takes that as a sample.' : ''];
  return {
    ...leafQuestion(schema, hints.filter(Boolean).join(' '), preset, !isWorkedOut(place, stand)),
    id,
    path,
    heading,
    title: titleAt(place, meta),
    ...(guess ? { from: guess.from } : {}),
    ...((place.isNew && !accepts(schema, undefined)) || isKind(path) ? { isAlwaysSaid: true } : {}),
  };
}

/** Whether it comes from other answers, so that leaving it open says nothing. */
function isWorkedOut({ path, preset }: Place, { answers }: Stand): boolean {
  if (path[0] === 'probes') return true;
  if (path[0] !== 'environments') return false;
  const given = path.reduce<unknown>(
    (at, part) => (at as Record<string, unknown> | undefined)?.[part],
    answers,
  );
  return JSON.stringify(given) !== JSON.stringify(preset);
}

/** More than anybody types, and an end where a program answers. */
const mostEntries = 100;

/** A name after the other, each with what belongs to it, until none is given. */
function* mapEntries(search: Search, place: Place, item: z.ZodType): Generator<Question> {
  const { stand } = search;
  const isGroup = shapeOf(item).kind === 'group';
  for (let count = 0; count < mostEntries; count++) {
    const id = `${dotted(place.path)}#${count}`;
    if (!isSaid(id, place.path, stand)) yield nameOfEntry(search, place, item, id, count);
    const name = String(stand.answered.get(id) ?? '').trim();
    if (name === '') return;
    const entry = { ...inner(place, name, item), isNew: true };
    if (isGroup) yield* entryParts(search, { ...entry, suffix: ` of ${name}` }, item);
    else if (!isSaid(dotted(entry.path), entry.path, stand)) {
      yield { ...asked(search, entry), title: name, isAlwaysSaid: true };
    }
  }
}

function nameOfEntry(
  { heading }: Search,
  place: Place,
  item: z.ZodType,
  id: string,
  count: number,
): Question {
  const meta = metaOf(place.schema);
  const there = Object.keys((place.preset ?? {}) as object);
  const hints = [
    meta.description,
    there.length > 0 ? `There is ${there.join(', ')}.` : '',
    `Enter for ${count === 0 ? 'none' : 'no more'}.`,
  ];
  return {
    id,
    path: place.path,
    heading,
    title: `${titleAt(place, meta)}${count === 0 ? '' : ': one more'}`,
    hint: hints.filter(Boolean).join(' '),
    kind: 'text',
    options: [],
    preset: '',
    fault: (answer) => nameFault(place.schema, item, String(answer).trim()),
    read: (answer) => ({ [String(answer).trim()]: {} }),
  };
}

/** A list of groups is asked for like a map, by the first thing that an entry must have. */
function* listEntries(search: Search, place: Place, item: z.ZodType): Generator<Question> {
  const { stand } = search;
  const shape = shapeOf(item);
  const keys = shape.kind === 'group' ? shape.keys : {};
  const lead = Object.keys(keys).find((key) => !accepts(keys[key] as z.ZodType, undefined));
  if (lead === undefined || isSaid('', place.path, stand)) return;
  for (let count = 0; count < mostEntries; count++) {
    const entry = { ...inner(place, String(count), item), isNew: true, preset: undefined };
    const first = inner(entry, lead, keys[lead] as z.ZodType);
    const id = dotted(first.path);
    if (!isSaid(id, first.path, stand)) yield leadOfEntry(search, place, first, count);
    const name = String(stand.answered.get(id) ?? '').trim();
    if (name === '') return;
    yield* entryParts(search, { ...entry, suffix: ` of ${name}` }, item, lead);
  }
}

function leadOfEntry(search: Search, place: Place, lead: Place, count: number): Question {
  const question = asked(search, lead);
  const meta = metaOf(place.schema);
  const end = `Enter for ${count === 0 ? 'none' : 'no more'}.`;
  return {
    ...question,
    title: `${titleAt(place, meta)}${count === 0 ? '' : ': one more'}`,
    hint: [meta.description, question.hint, end].filter(Boolean).join(' '),
    isAlwaysSaid: false,
    fault: (answer) => (String(answer).trim() === '' ? undefined : question.fault(answer)),
  };
}

function* entryParts(search: Search, entry: Place, item: z.ZodType, known?: string) {
  const shape = shapeOf(item);
  const told = entry.path.length;
  for (const [key, schema] of Object.entries(shape.kind === 'group' ? shape.keys : {})) {
    if (key !== known) yield* walk(search, inner({ ...entry, told }, key, schema));
  }
}

/** The rule for names is the map's, which looks at them once the values are right. */
function nameFault(map: z.ZodType, item: z.ZodType, name: string): string | undefined {
  if (name === '') return undefined;
  if (name === '__proto__') return 'is not a key that can be used';
  const parsed = map.safeParse({ [name]: sampleOf(item) });
  const issue = parsed.error?.issues.find(({ path }) => path.length === 1 && path[0] === name);
  return issue?.message.replace(/^the name must be: /, '');
}

/** Some value that a schema takes. */
function sampleOf(schema: z.ZodType): unknown {
  const shape = shapeOf(schema);
  if (shape.kind !== 'group') {
    return [undefined, metaOf(schema).example, 'a', 1].find((value) => accepts(schema, value));
  }
  const needed = Object.entries(shape.keys).filter(([, inside]) => !accepts(inside, undefined));
  return Object.fromEntries(needed.map(([key, inside]) => [key, sampleOf(inside)]));
}

function titleAt({ path, told, suffix }: Place, meta: Meta): string {
  const last = path.at(-1) as string;
  const feature = featureOf(path.at(-2));
  const own = meta.title ?? (last === 'enabled' ? feature?.title : undefined);
  return `${own ?? inWords(path.slice(Math.min(told, path.length - 1)))}${suffix}`;
}

/** `requests.ephemeralStorage` as "Requests · ephemeral storage". */
export function inWords(path: readonly string[]): string {
  const words = path
    .map((part) =>
      part.replace(/([a-z0-9])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`),
    )
    .join(' · ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
