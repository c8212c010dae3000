import { misspelt, nextText, withoutEach } from './literals.ts';
import type { Rewrite } from './rewrite.ts';

/** Changes of what is printed as it stands: YAML's keys and scalars. */
export const textRewrites: readonly Rewrite[] = [
  {
    kind: 'field renamed',
    where: 'text',
    pattern: /^( *(?:- )?)([\w./-]+)(?=:( |$))/g,
    to: ([, start = '', name = '']) => [`${start}${misspelt(name)}`],
  },
  {
    kind: 'literal changed',
    where: 'text',
    pattern: /^( *(?:- )?(?:[\w./-]+: )?)(-{2}[\w-]+|"[^"]+"|[\w./-]+)$/g,
    to: ([, start = '', scalar = '']) => [`${start}${nextText(scalar)}`],
  },
  {
    kind: 'literal changed',
    where: 'text',
    pattern: /"[^",\]]+"(?=[,\]])/g,
    to: ([scalar]) => [nextText(scalar)],
  },
  {
    kind: 'pair or item dropped',
    where: 'text',
    pattern: /\[("[^"]+"(?:, "[^"]+")*)\]/g,
    to: ([, items = '']) => withoutEach(items.split(', ')).map((left) => `[${left.join(', ')}]`),
  },
];
