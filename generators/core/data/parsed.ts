import { type Document, parseDocument, type YAMLParseError } from 'yaml';
import { asMap } from './maps.ts';

/** What a text says, or why it cannot be read. */
export type Parsed = { data: unknown } | { fault: TextFault };

/** Why a text cannot be read, and where, as far as that is known. */
export interface TextFault {
  message: string;
  line?: number;
  column?: number;
}

/** A text of one document. What only earns a warning, such as an unknown tag, is taken as it is. */
export function parsedYaml(text: string): Parsed {
  // Any level but this one lets several documents pass, or says its warnings on standard error.
  return parsedDocument(parseDocument(text, { logLevel: 'error' }));
}

/** The map that a text of YAML says; an empty one where it cannot be read, or says something else. */
export function yamlMap(text: string): Readonly<Record<string, unknown>> {
  const parsed = parsedYaml(text);
  return asMap('data' in parsed ? parsed.data : undefined);
}

/** Aliases are followed only here, so that one of nothing, or a bomb of them, is found only here. */
export function parsedDocument(document: Document.Parsed, maxAliasCount = 100): Parsed {
  const [error] = document.errors;
  if (error) return { fault: faultOf(error) };
  try {
    const data: unknown = document.toJS({ maxAliasCount });
    return holdsItself(data)
      ? { fault: { message: 'an alias stands in what it means' } }
      : { data };
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    const isBomb = said.startsWith('Excessive alias count');
    return { fault: { message: isBomb ? `more than ${maxAliasCount} aliases` : said } };
  }
}

/** Whoever walks through such data never comes to an end. */
function holdsItself(value: unknown, above = new Set(), known = new Set()): boolean {
  if (typeof value !== 'object' || value === null || known.has(value)) return false;
  if (above.has(value)) return true;
  above.add(value);
  const isEndless = Object.values(value).some((inner) => holdsItself(inner, above, known));
  above.delete(value);
  known.add(value);
  return isEndless;
}

/** What the reader of YAML says of a place, without the place. */
export function faultOf({ code, message, linePos }: YAMLParseError): TextFault {
  const at = linePos?.[0];
  const [said = ''] = message.split('\n');
  return {
    message:
      code === 'MULTIPLE_DOCS'
        ? 'it holds several documents'
        : said.replace(/ at line \d+, column \d+:?$/, ''),
    ...(at ? { line: at.line, column: at.col } : {}),
  };
}

/** Stricter than YAML, which has all of JSON and more. */
export function parsedJson(text: string): Parsed {
  if (text.startsWith('\uFEFF')) {
    return { fault: { message: 'it begins with a byte order mark, which no JSON may', line: 1 } };
  }
  try {
    return { data: JSON.parse(text) as unknown };
  } catch (thrown) {
    return { fault: jsonFault(text, (thrown as SyntaxError).message) };
  }
}

/** The engine tells the place in words, or quotes what stands there. */
function jsonFault(text: string, said: string): TextFault {
  const [, reason = said] = /^(.+?)(?: in JSON at position |, (?:\.\.\.)?")/.exec(said) ?? [];
  const isCut = said === 'Unexpected end of JSON input';
  const position = isCut ? text.length : Number(/ at position (\d+)/.exec(said)?.[1]);
  if (Number.isNaN(position)) return { message: reason };
  return { message: reason, line: text.slice(0, position).split('\n').length };
}
