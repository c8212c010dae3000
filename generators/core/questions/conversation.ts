import type { Fault } from '../answers/fault.ts';
import { listsFromNumbers } from '../answers/flags.ts';
import { answersFromGuesses, guessesBeside, type PlacedGuess } from '../answers/from-guesses.ts';
import { parseAll, parseAnswers } from '../answers/parse.ts';
import { presetFor } from '../answers/presets.ts';
import { type Profile, profiles } from '../answers/profiles.ts';
import type { Answers } from '../answers/schema.ts';
import { type Given, saysImage } from '../answers/settle.ts';
import { dotted } from '../args.ts';
import {
  type ActiveFeature,
  activeFeatures,
  type Chart,
  offeredBy,
  thinkThrough,
} from '../chart.ts';
import { type Data, type DataMap, mergeData } from '../compose/tree.ts';
import { contradictions } from '../contradictions.ts';
import { isMap } from '../data/maps.ts';
import type { Offer } from '../feature.ts';
import type { Guesses } from '../guess/types.ts';
import type { Answer, Question } from './question.ts';

/** What a conversation starts from. */
export interface Start {
  /** What was said before, and is not asked again. */
  given: Given;
  guesses: Guesses;
  /** What is wrong with a name beside its form, such as a folder that is taken. */
  nameFault?: (name: string) => string | undefined;
}

/** A question and what was said to it. */
export interface Step {
  question: Question;
  answer: Answer;
}

/** Where a conversation stands: what was said, and what it comes to so far. */
export interface Stand {
  start: Start;
  steps: readonly Step[];
  /** What was answered, by question. */
  answered: ReadonlyMap<string, Answer>;
  /** Only what differs from what nobody has to say. */
  said: DataMap;
  answers: Answers;
  chart: Chart;
  active: readonly ActiveFeature[];
  /** What features may need, and have. */
  offered: ReadonlySet<Offer>;
  guesses: readonly PlacedGuess[];
  /** What the schema has against it. */
  faults: readonly Fault[];
}

export function standOf(start: Start, steps: readonly Step[]): Stand {
  let said = saidIn(start, steps);
  // Whoever leaves out the metrics need not know what scraped them.
  for (;;) {
    const stand = think(start, steps, said);
    const lame = stand.active.filter(
      ({ feature, own }) =>
        !hasNeeds(feature.needs, stand.offered) &&
        (own as { enabled?: boolean }).enabled === true &&
        given(start.given.said?.[feature.id]) === undefined,
    );
    if (lame.length === 0) return stand;
    const without = lame.map(({ feature }): [string, Data] => [feature.id, { enabled: false }]);
    said = mergeData(said, Object.fromEntries(without));
  }
}

const given = (group: Data | undefined) => (isMap(group) ? group.enabled : undefined);

export function hasNeeds(
  needs: Readonly<Record<string, string>> | undefined,
  offered: ReadonlySet<Offer>,
): boolean {
  return Object.keys(needs ?? {}).every((need) => offered.has(need as Offer));
}

function think(start: Start, steps: readonly Step[], said: DataMap): Stand {
  const { wanted, guesses, preset, profile, hasImage } = layersOf(start, said);
  const { name: _, ...others } = wanted;
  const parsed = parseAnswers(preset, others);
  const answers = {
    ...defaultsFor(profile, hasImage),
    profile,
    ...parsed.answers,
    // A guessed name is only offered.
    name: said.name ?? start.given.said?.name ?? start.given.file?.name ?? 'my-app',
  } as unknown as Answers;
  const chart = thinkThrough(answers);
  const active = activeFeatures(chart);
  const offered = offeredBy(chart, active);
  const { faults } = parsed;
  const answered = new Map(steps.map(({ question, answer }) => [question.id, answer]));
  return { start, steps, answered, said, answers, chart, active, offered, guesses, faults };
}

/** All layers of the answers, as settle() lays them. */
function layersOf({ given, guesses: found }: Start, said: DataMap) {
  const file = mergeData(given.file ?? {}, said);
  const spoken = mergeData(file, given.said ?? {});
  const guesses = guessesBeside(found, spoken);
  const wanted = mergeData(answersFromGuesses(guesses), spoken);
  const profile = profiles.find((known) => known === wanted.profile) ?? 'web';
  const hasImage = saysImage(wanted.image);
  const preset = { ...presetFor(profile, hasImage) };
  if (file.environments !== undefined) delete preset.environments;
  return { wanted, guesses, preset, profile, hasImage };
}

const known = new Map<string, Record<string, unknown>>();

function defaultsFor(profile: Profile, hasImage: boolean): Record<string, unknown> {
  const key = `${profile} ${hasImage}`;
  const found = known.get(key) ?? parseAll(presetFor(profile, hasImage));
  known.set(key, found);
  return found;
}

function saidIn(start: Start, steps: readonly Step[]): DataMap {
  let said: DataMap = {};
  for (const { question, answer } of steps) {
    if (question.path.length === 0 || !saysMore(question, answer)) continue;
    const data = question.read(answer);
    if (data !== undefined) said = mergeData(said, nested(question.path, data));
  }
  if (isMap(said.environments)) {
    // Whoever says something of one environment still has the others.
    said.environments = mergeData(environmentsIn(start, steps), said.environments);
  }
  return listsFromNumbers(said) as DataMap;
}

function environmentsIn(start: Start, steps: readonly Step[]): DataMap {
  const step = steps.find(({ question }) => question.id === 'environments');
  if (step) return step.question.read(step.answer) as DataMap;
  const { wanted, preset } = layersOf(start, {});
  const there = [preset.environments, wanted.environments].flatMap((map) =>
    isMap(map) ? Object.keys(map) : [],
  );
  return Object.fromEntries(there.map((name): [string, Data] => [name, {}]));
}

function nested(path: readonly string[], data: Data): DataMap {
  return path.reduceRight<Data>((inner, key) => ({ [key]: inner }), data) as DataMap;
}

function saysMore({ preset, isAlwaysSaid }: Question, answer: Answer): boolean {
  return isAlwaysSaid === true || JSON.stringify(answer) !== JSON.stringify(preset);
}

/** What is wrong with the whole of it, though no single answer is. */
export function faultsOf({ faults, chart, active }: Stand): Fault[] {
  return [...faults, ...contradictions(chart, active)];
}

/** What an answer breaks that was whole before, and no question to come can mend. */
export function newFault(
  before: Stand,
  step: Step,
  toCome: (stand: Stand) => Iterable<Question>,
): string | undefined {
  const after = standOf(before.start, [...before.steps, step]);
  const faults = faultsOf(after);
  if (faults.length === 0) return undefined;
  const old = new Set(faultsOf(before).map(({ path, message }) => `${path} ${message}`));
  const coming = new Set(Array.from(toCome(after), ({ path }) => dotted(path)));
  return faults.find(
    ({ path, message }) =>
      !coming.has(path) && (!old.has(`${path} ${message}`) || path === dotted(step.question.path)),
  )?.message;
}
