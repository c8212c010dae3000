import type { Edit } from '../mutant.ts';
import { linesOf } from '../template-text.ts';
import { nextText } from './literals.ts';
import { removalsOf } from './removals.ts';

/** Changes of values.yaml: a default that is another, and one that is gone. */
export function* defaultEditsOf(body: string): Generator<Edit> {
  const lines = linesOf(body);
  for (const { index, text, idle } of lines) {
    const [, start, scalar = ''] = /^( *(?:- )?(?:[\w./-]+: )?)([^\s{[].*)$/.exec(text) ?? [];
    if (idle || start === undefined || scalar.endsWith(':')) continue;
    const replacement = [`${start}${nextText(scalar)}`];
    yield { kind: 'default value changed', line: index, removed: 1, replacement };
  }
  yield* removalsOf(lines);
}
