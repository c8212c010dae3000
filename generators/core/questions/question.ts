import type * as z from 'zod';
import type { ImageParts } from '../answers/image.ts';
import { numberFromText, scalarFromText } from '../answers/notation.ts';
import { choicesOf, shapeOf, takesText } from '../answers/walk.ts';
import type { Data } from '../compose/tree.ts';
import { differences } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';

/** What somebody says to a question. */
export type Answer = string | boolean | readonly string[];

/** A question as data; whoever asks it knows nothing of charts. */
export interface Question {
  /** Unique in a conversation, and the path of its answer where it has just one. */
  id: string;
  /** Where the answer goes; empty where it only steers the conversation. */
  path: readonly string[];
  /** What it stands under; a new one begins where it differs from the last question's. */
  heading: string;
  title: string;
  /** One line that advises. */
  hint: string;
  kind: 'text' | 'yes-no' | 'choice' | 'several';
  /** What can be chosen, for a choice of one or of several. */
  options: readonly Option[];
  /** What Enter takes. */
  preset: Answer;
  /** Where the preset was guessed from. */
  from?: string;
  /** Said even where it is the preset, as an entry of a map is. */
  isAlwaysSaid?: boolean;
  /** What is wrong with an answer, by the schema of that very answer. */
  fault(answer: Answer): string | undefined;
  /** What the answer means; nothing where it leaves things as they are. */
  read(answer: Answer): Data | undefined;
}

export interface Option {
  value: string;
  title: string;
}

/** A lone dash empties what has a preset, since Enter would take that. */
export const nothing = '-';

export type LeafQuestion = Pick<
  Question,
  'kind' | 'options' | 'preset' | 'fault' | 'read' | 'hint'
>;

/**
 * The question for a leaf of the schema, or for a group that a text may stand for. A preset that was
 * worked out cannot be cleared: it would be worked out again.
 */
export function leafQuestion(
  schema: z.ZodType,
  hint: string,
  preset: Data | undefined,
  mayClear = true,
): LeafQuestion {
  const shape = shapeOf(schema);
  const mayLack = schema.safeParse(undefined).data === undefined && accepts(schema, undefined);
  if (shape.kind === 'yes-no') return yesNoQuestion(hint, preset, mayLack);
  if (shape.kind === 'choice') return choiceQuestion(schema, hint, preset, mayLack);
  return textQuestion(schema, hint, preset, mayLack, mayClear && !takesText(schema));
}

function yesNoQuestion(hint: string, preset: Data | undefined, mayLack: boolean): LeafQuestion {
  if (mayLack && preset === undefined) {
    const options = [
      { value: '', title: 'as by default' },
      { value: 'yes', title: 'yes' },
      { value: 'no', title: 'no' },
    ];
    return oneOf(options, hint, '', (answer) => (answer === '' ? undefined : answer === 'yes'));
  }
  return {
    kind: 'yes-no',
    options: [],
    hint,
    preset: preset === true,
    fault: (answer) => (typeof answer === 'boolean' ? undefined : 'yes or no'),
    read: (answer) => answer === true,
  };
}

function choiceQuestion(
  schema: z.ZodType,
  hint: string,
  preset: Data | undefined,
  mayLack: boolean,
): LeafQuestion {
  const known = choicesOf(schema).map((value) => ({ value, title: value }));
  const options =
    mayLack && preset === undefined ? [{ value: '', title: 'none' }, ...known] : known;
  const first = String(preset ?? options[0]?.value);
  return oneOf(options, hint, first, (answer) => (answer === '' ? undefined : String(answer)));
}

function oneOf(
  options: readonly Option[],
  hint: string,
  preset: string,
  read: LeafQuestion['read'],
): LeafQuestion {
  const allowed = options.map(({ title }) => title).join(', ');
  return {
    kind: 'choice',
    options,
    hint,
    preset,
    fault: (answer) =>
      options.some(({ value }) => value === answer) ? undefined : `one of ${allowed}`,
    read,
  };
}

function textQuestion(
  schema: z.ZodType,
  hint: string,
  preset: Data | undefined,
  mayLack: boolean,
  mayClear: boolean,
): LeafQuestion {
  const { toData, toText } = notation(schema);
  const text = preset === undefined ? '' : toText(preset);
  const mayBeEmpty = mayLack ? preset === undefined : accepts(schema, toData(''));
  const isCleared = (answer: string) => answer === nothing && mayBeEmpty && mayClear && text !== '';
  const read = (answer: Answer) => {
    const said = String(answer).trim();
    const data = toData(isCleared(said) ? '' : said);
    return mayLack && said === '' ? undefined : data;
  };
  const isList = shapeOf(schema).kind === 'list';
  return {
    kind: 'text',
    options: [],
    hint: [
      hint,
      ...(isList ? ['Commas between.'] : []),
      ...(isCleared(nothing) ? [`${nothing} for none.`] : []),
    ].join(' '),
    preset: text,
    fault: (answer) => faultIn(schema, read(answer)),
    read: (answer) => simplified(schema, read(answer)),
  };
}

interface Notation {
  toData(text: string): Data;
  toText(data: Data): string;
}

/** How people type a value that is no text. */
function notation(schema: z.ZodType): Notation {
  const { kind } = shapeOf(schema);
  if (kind === 'list') return { toData: listFromText, toText: textFromList };
  if (kind === 'number') return { toData: numberFromText, toText: String };
  if (kind === 'any') return { toData: scalarFromText, toText: textFromScalar };
  if (kind === 'group') return { toData: (text) => (text === '' ? {} : text), toText: imageText };
  return { toData: (text) => text, toText: String };
}

function listFromText(text: string): Data[] {
  if (text.startsWith('[')) {
    const parsed = scalarFromText(text);
    if (Array.isArray(parsed)) return parsed;
  }
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Words that hold commas are shown, and typed, as JSON. */
function textFromList(data: Data): string {
  const items = Array.isArray(data) ? data.map(String) : [];
  const isPlain = items.every((item) => !/,|^\[|^\s|\s$/.test(item));
  return isPlain ? items.join(', ') : JSON.stringify(items);
}

function textFromScalar(data: Data): string {
  return typeof data === 'string' ? data : JSON.stringify(data);
}

function imageText(data: Data): string {
  if (!isMap(data)) return String(data);
  const { registry, repository, tag, digest } = data as unknown as ImageParts;
  if (!repository) return '';
  return `${registry ? `${registry}/` : ''}${repository}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/** Of a group that a text stands for, only what the text says. */
function simplified(schema: z.ZodType, data: Data | undefined): Data | undefined {
  if (!takesText(schema) || typeof data !== 'string') return data;
  const [said, none] = [schema.safeParse(data), schema.safeParse(undefined)];
  return said.success && none.success ? differences(none.data as never, said.data as never) : data;
}

export function accepts(schema: z.ZodType, data: unknown): boolean {
  return schema.safeParse(data).success;
}

function faultIn(schema: z.ZodType, data: Data | undefined): string | undefined {
  const parsed = schema.safeParse(data);
  if (parsed.success) return undefined;
  const issue = parsed.error.issues[0];
  const [place] = issue?.path ?? [];
  const item = Array.isArray(data) && typeof place === 'number' ? data[place] : undefined;
  return `${item === undefined ? '' : `"${String(item)}": `}${issue?.message ?? 'does not fit'}`;
}
