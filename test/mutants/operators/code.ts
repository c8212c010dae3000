import type { Line } from '../template-text.ts';
import { nextText, withoutEach } from './literals.ts';
import type { Rewrite } from './rewrite.ts';

/** What else a comparison could have been: its opposite first, then its neighbour. */
const comparisons: Readonly<Record<string, readonly string[]>> = {
  eq: ['ne'],
  ne: ['eq'],
  and: ['or'],
  or: ['and'],
  gt: ['le', 'ge'],
  ge: ['lt', 'gt'],
  lt: ['ge', 'le'],
  le: ['gt', 'lt'],
};

const startsWithComparison = new RegExp(`^(not|${Object.keys(comparisons).join('|')})\\b`);

/** Not so are words for people, and "root", without which nothing renders. */
const isBehaviour = (text: string, line: Line) =>
  !['', 'root'].includes(text) &&
  !/[A-Za-z]{2,} [A-Za-z(]{2,}/.test(text) &&
  !/\b(fail|required) /.test(line.text);

/** Changes of what stands in Helm's braces; paths of values have a file of their own. */
export const codeRewrites: readonly Rewrite[] = [
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /(\b(?:if|else if) )(.+?)( -?\}\})/g,
    to: ([, start, condition = '', end]) =>
      startsWithComparison.test(condition) ? [] : [`${start}not (${condition})${end}`],
  },
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /(\bwith )(.+?)( -?\}\})/g,
    to: ([, start, subject, end]) => [`${start}not (${subject})${end}`],
  },
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /(\brange (?:\$\w+(?:, \$\w+)? := )?)(.+?)( -?\}\})/g,
    to: ([, start, , end]) => [`${start}dict${end}`],
  },
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /\b(eq|ne|and|or|gt|ge|lt|le)(?= [^:])/g,
    to: ([, word = '']) => comparisons[word] ?? [],
  },
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /\bnot (?=[($.])/g,
    to: () => [''],
  },
  {
    kind: 'condition flipped',
    where: 'code',
    pattern: /\bternary ("[^"]*") ("[^"]*")/g,
    to: ([, yes, no]) => [`ternary ${no} ${yes}`],
  },
  {
    kind: 'literal changed',
    where: 'strings',
    pattern: /(?<!\b(?:include|define|join) )"((?:[^"\\]|\\.)*)"/g,
    to: ([whole, text = ''], line) => (isBehaviour(text, line) ? [nextText(whole)] : []),
  },
  {
    kind: 'literal changed',
    where: 'code',
    pattern: /(indent )?(?<![\w".%-])\d+(?![\w".%])/g,
    to: ([whole, indent]) => (indent ? [] : [nextText(whole)]),
  },
  {
    kind: 'default removed',
    where: 'code',
    pattern: / \| default (\([^()]*\)|"[^"]*"|[^\s()]+)/g,
    to: () => [''],
  },
  {
    kind: 'quote removed',
    where: 'code',
    pattern: / \| quote\b|\bquote (?=[.$])/g,
    to: () => [''],
  },
  {
    kind: 'number left a float',
    where: 'code',
    pattern: / \| int64\b|\bint64 (?=[.$(])/g,
    to: () => [''],
  },
  {
    kind: 'function removed',
    where: 'code',
    pattern: / \| (trim|lower|toString|trunc \d+|trimAll "[^"]*"|replace "[^"]*" "[^"]*")(?= |\))/g,
    to: () => [''],
  },
  {
    kind: 'function removed',
    where: 'code',
    pattern: /\b(toString|tpl|lower|base) (?=[.$(])/g,
    to: ([, name]) => (name === 'tpl' ? [] : ['']),
  },
  {
    kind: 'function removed',
    where: 'code',
    pattern: /\btpl (\((?:[^()]|\([^()]*\))*\)|[.$][\w.]*) [.$][\w.]*/g,
    to: ([, text = '']) => [text],
  },
  {
    kind: 'indent changed',
    where: 'code',
    pattern: /\bnindent (\d+)/g,
    // What hangs alone below a key may hang deeper: YAML sees no difference.
    to: ([, spaces], { under }) => (under.endsWith(':') ? [] : [`nindent ${Number(spaces) + 2}`]),
  },
  {
    kind: 'pair or item dropped',
    where: 'code',
    pattern: /(\bdict\b.*?)( "[a-zA-Z]+" (?:"[^"]*"|[.$][\w.]*|\([^()]*\)))(?=[ )])/g,
    to: ([, start = '', pair = '']) => (pair.startsWith(' "root"') ? [] : [start]),
  },
  {
    kind: 'pair or item dropped',
    where: 'code',
    pattern: /\blist((?: "[^"]*"){2,})/g,
    to: ([, items = '']) =>
      withoutEach(items.match(/"[^"]*"/g) ?? []).map((left) => `list ${left.join(' ')}`),
  },
];
