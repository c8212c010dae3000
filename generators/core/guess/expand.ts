/** Stands where a variable is that only the build or the host knows. */
export const unknown = '\0';

export type Lookup = (name: string) => string | undefined;

export interface ExpandOptions {
  /** How a dollar sign is written that starts no variable. */
  escape: '\\$' | '$$';
}

const name = /[A-Za-z_][A-Za-z0-9_]*/y;
const deepest = 8;
/** A variable made of itself twice grows fast. */
const longest = 65_536;

/**
 * Puts values in place of `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+instead}`. What
 * cannot be known becomes `unknown`, so that the caller sees that a part is missing.
 */
export function expand(
  text: string,
  lookup: Lookup,
  options: ExpandOptions = { escape: '\\$' },
  depth = 0,
): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    if (result.length > longest) return unknown;
    const dollar = text.indexOf('$', at);
    if (dollar === -1) return result + text.slice(at);
    if (options.escape === '\\$' && dollar > at && text[dollar - 1] === '\\') {
      result += `${text.slice(at, dollar - 1)}$`;
      at = dollar + 1;
      continue;
    }
    result += text.slice(at, dollar);
    if (options.escape === '$$' && text[dollar + 1] === '$') {
      result += '$';
      at = dollar + 2;
    } else if (text[dollar + 1] === '{') {
      const end = closingBrace(text, dollar + 2);
      if (end === -1 || depth >= deepest) return `${result}${unknown}`;
      result += braced(text.slice(dollar + 2, end), lookup, options, depth);
      at = end + 1;
    } else {
      name.lastIndex = dollar + 1;
      const found = name.exec(text)?.[0];
      result += found === undefined ? '$' : (lookup(found) ?? unknown);
      at = dollar + 1 + (found?.length ?? 0);
    }
  }
  return result;
}

function closingBrace(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '}') open -= 1;
    else if (text[at] === '{' && text[at - 1] === '$') open += 1;
    if (open === 0) return at;
  }
  return -1;
}

function braced(inner: string, lookup: Lookup, options: ExpandOptions, depth: number): string {
  name.lastIndex = 0;
  const variable = name.exec(inner)?.[0];
  if (variable === undefined) return unknown;
  const rest = inner.slice(variable.length);
  const value = lookup(variable);
  if (rest === '') return value ?? unknown;
  const sign = /^:?[-+?]/.exec(rest)?.[0];
  if (sign === undefined) return unknown;
  const word = () => expand(rest.slice(sign.length), lookup, options, depth + 1);
  const isSet = sign.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  if (sign.endsWith('-')) return isSet ? (value as string) : word();
  if (sign.endsWith('+')) return value === undefined ? unknown : isSet ? word() : '';
  return value ?? unknown;
}

/** Words of a command line or instruction, without their quotes. */
export function splitWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let isWord = false;
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quote !== '') {
      if (sign === quote) quote = '';
      else if (sign === '\\' && quote === '"' && /["\\]/.test(text[at + 1] ?? '')) {
        at += 1;
        word += text[at];
      } else word += sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      isWord = true;
    } else if (sign === '\\' && at + 1 < text.length && text[at + 1] !== '$') {
      at += 1;
      word += text[at];
      isWord = true;
    } else if (/\s/.test(sign)) {
      if (isWord) words.push(word);
      word = '';
      isWord = false;
    } else {
      word += sign;
      isWord = true;
    }
  }
  if (isWord) words.push(word);
  return words;
}
