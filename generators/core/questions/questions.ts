import { chartName, dnsLabel, type Rule } from '../answers/rules.ts';
import { answerKeys, answerSchema } from '../answers/schema.ts';
import { metaOf } from '../answers/walk.ts';
import type { Data } from '../compose/tree.ts';
import type { Stand } from './conversation.ts';
import { type Answer, nothing, type Question } from './question.ts';
import { askedBelow, inWords, isMet, isSaid } from './question-walk.ts';
import { featureOf, type Topic, topicOf, topics } from './topics.ts';

/**
 * Which questions there are, read off the schema of the answers: a few in the first round, and
 * after "look at everything" all the others. A feature's own come from its own schema.
 */
export const everythingId = 'everything';
export const sectionsId = 'sections';

/**
 * The questions that nobody has answered yet, in order, made as they are asked for; more may come
 * as they are answered.
 */
export function* questionsLeft(stand: Stand): Generator<Question> {
  const { answered } = stand;
  yield* fewLeft(stand);
  if (!answered.has(everythingId)) yield everythingQuestion(sectionsOf(stand));
  else if (answered.get(everythingId) !== true) return;
  else if (!answered.has(sectionsId)) yield sectionsQuestion(sectionsOf(stand));
  else {
    const wanted = answered.get(sectionsId) as readonly string[];
    for (const place of sectionPlaces(stand)) {
      if (wanted.includes(place.id)) yield* sectionLeft(place, stand);
    }
  }
}

function* fewLeft(stand: Stand): Generator<Question> {
  for (const topic of topics) {
    const heading = topic;
    if (topic === 'What it is') yield* unlessSaid(nameQuestion, stand);
    for (const key of topLevelKeys(stand)) {
      yield* askedBelow({ path: [key], heading, stand, depth: 'few', topic });
    }
  }
  yield* unlessSaid(environmentsQuestion, stand);
  for (const { name } of stand.chart.environments) {
    const path = ['environments', name];
    yield* askedBelow({ path, heading: 'Environments', stand, depth: 'few' });
  }
}

function* unlessSaid(make: (stand: Stand) => Question, stand: Stand): Generator<Question> {
  const question = make(stand);
  if (!isSaid(question.id, question.path, stand)) yield question;
}

const topLevelKeys = (stand: Stand) =>
  answerKeys.filter((key) => !askedApart.has(key) && isMet(key, stand));
const askedApart = new Set(['answersVersion', 'name', 'environments']);

function nameQuestion({ start: { guesses, nameFault } }: Stand): Question {
  const rule: Rule = (text) => chartName(text) ?? nameFault?.(text);
  const guess = guesses.name && rule(guesses.name.value) === undefined ? guesses.name : undefined;
  const { title = 'Name', description = '' } = metaOf(answerSchema('name'));
  return {
    id: 'name',
    path: ['name'],
    heading: 'What it is',
    title,
    hint: description,
    kind: 'text',
    options: [],
    preset: guess?.value ?? '',
    ...(guess ? { from: guess.from } : {}),
    isAlwaysSaid: true,
    fault: (answer) => rule(String(answer).trim()),
    read: (answer) => String(answer).trim(),
  };
}

function environmentsQuestion(stand: Stand): Question {
  const names = (answer: Answer) => {
    const words = String(answer)
      .split(',')
      .map((name) => name.trim());
    return String(answer).trim() === nothing ? [] : words.filter((name) => name !== '');
  };
  return {
    id: 'environments',
    path: ['environments'],
    heading: 'Environments',
    title: 'Environments',
    hint: `Each gets a values file of what differs there. Commas between; ${nothing} for none.`,
    kind: 'text',
    options: [],
    preset: Object.keys(stand.answers.environments).join(', '),
    fault: (answer) =>
      names(answer)
        .map((name) => dnsLabel(name) && `"${name}": ${dnsLabel(name)}`)
        .find((fault) => fault !== undefined),
    read: (answer) => Object.fromEntries(names(answer).map((name): [string, Data] => [name, {}])),
  };
}

/** What can be looked at by itself under "everything". */
interface SectionPlace {
  id: string;
  path: readonly string[];
  topic: Topic;
  title: string;
}

function sectionPlaces(stand: Stand): SectionPlace[] {
  const keys = topLevelKeys(stand);
  const ofKeys = topics.flatMap((topic) =>
    keys
      .filter((key) => topicOf(key) === topic)
      .map((key) => ({ id: key, path: [key], topic, title: titleOf(key) })),
  );
  const ofEnvironments = stand.chart.environments.map(({ name }) => {
    const path = ['environments', name];
    return { id: path.join('.'), path, topic: 'Environments' as const, title: name };
  });
  return [...ofKeys, ...ofEnvironments];
}

function sectionLeft({ path, topic, title }: SectionPlace, stand: Stand): Generator<Question> {
  return askedBelow({ path, heading: `${topic} · ${title}`, stand, depth: 'all' });
}

interface Section {
  id: string;
  title: string;
  count: number;
}

function sectionsOf(stand: Stand): Section[] {
  return sectionPlaces(stand)
    .map((place) => ({ ...place, count: [...sectionLeft(place, stand)].length }))
    .filter(({ count }) => count > 0);
}

function titleOf(key: string): string {
  return featureOf(key)?.title ?? metaOf(answerSchema(key)).title ?? inWords([key]);
}

function everythingQuestion(sections: readonly Section[]): Question {
  const count = sections.reduce((sum, section) => sum + section.count, 0);
  return {
    id: everythingId,
    path: [],
    heading: 'The rest',
    title: 'Look at everything?',
    hint: `There are ${count} more answers, each with a default that is right for most.`,
    kind: 'yes-no',
    options: [],
    preset: false,
    fault: (answer) => (typeof answer === 'boolean' ? undefined : 'yes or no'),
    read: () => undefined,
  };
}

function sectionsQuestion(sections: readonly Section[]): Question {
  const options = sections.map(({ id, title, count }) => ({
    value: id,
    title: `${title} (${count})`,
  }));
  const known = new Set(options.map(({ value }) => value));
  return {
    id: sectionsId,
    path: [],
    heading: 'The rest',
    title: 'At what of it?',
    hint: 'Enter takes what is ticked.',
    kind: 'several',
    options,
    preset: options.map(({ value }) => value),
    fault: (answer) =>
      Array.isArray(answer) && answer.every((id) => known.has(String(id)))
        ? undefined
        : `of ${[...known].join(', ')}`,
    read: () => undefined,
  };
}
