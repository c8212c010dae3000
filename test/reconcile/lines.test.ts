import { describe, expect, it } from 'vitest';
import { mergeLines } from '../../generators/core/reconcile/lines.ts';
import { clashesIn, decided } from '../../generators/core/reconcile/pieces.ts';
import { randomOf } from './random.ts';
import { cases, firstSeed, gitMerge } from './texts.ts';

/** Lines are words here, for the sake of whoever reads it. */
function mergeOf(base: string, mine: string, theirs: string) {
  const pieces = mergeLines(words(base), words(mine), words(theirs));
  return {
    mine: decided(pieces, 'mine').join(' '),
    clashes: clashesIn(pieces).map(
      (clash) => `${clash.mine.join(' ')} | ${clash.theirs.join(' ')}`,
    ),
  };
}

function words(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}

describe('merging lines', () => {
  it('keeps what each side changed', () => {
    expect(mergeOf('a b c d e', 'A b c d e', 'a b c d E f')).toEqual({
      mine: 'A b c d E f',
      clashes: [],
    });
    expect(mergeOf('a b c d', 'b c d', 'a b c')).toEqual({ mine: 'b c', clashes: [] });
  });

  it('takes once what both changed alike', () => {
    expect(mergeOf('a b c', 'a x y c', 'a x y c d')).toEqual({ mine: 'a x y c d', clashes: [] });
    expect(mergeOf('', 'a', 'a')).toEqual({ mine: 'a', clashes: [] });
  });

  it('takes neighbouring lines for one place, as git does', () => {
    expect(mergeOf('a b c', 'a B c', 'a b C').clashes).toEqual(['B c | b C']);
    expect(mergeOf('a b', 'a x b', 'a y b').clashes).toEqual(['x | y']);
  });

  it('leaves out of a conflict what both sides begin and end with', () => {
    expect(mergeOf('a b c', 'a n 1 m c', 'a n 2 m c').clashes).toEqual(['1 | 2']);
  });

  it('makes one conflict of two with next to nothing between them', () => {
    expect(mergeOf('a p q r b', 'A1 p q r B1', 'A2 p q r B2').clashes).toEqual([
      'A1 p q r B1 | A2 p q r B2',
    ]);
    expect(mergeOf('a p q r s b', 'A1 p q r s B1', 'A2 p q r s B2').clashes).toHaveLength(2);
  });

  it('matches equal lines so that the sides do not clash', () => {
    const base = 'if one end if two end';
    expect(mergeOf(base, 'if zero end if one end if two end', 'if one end if TWO end')).toEqual({
      mine: 'if zero end if one end if TWO end',
      clashes: [],
    });
  });

  it('never has more conflicts than git', { timeout: 60_000 + cases * 1000 }, () => {
    for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
      const random = randomOf(seed);
      // Few different lines can be matched in many ways, which is where merges go wrong.
      const different = random.pick([3, 6, 20, 1000]);
      const line = () => (random.below(7) === 0 ? '' : `line ${random.below(different)}`);
      const some = (most: number) => Array.from({ length: random.below(most) }, line);
      const base = some(40);
      const side = () => {
        const text = [...base];
        for (let edits = random.below(6); edits >= 0; edits--) {
          text.splice(random.below(text.length + 1), random.below(3), ...some(3));
        }
        return text;
      };
      const [mine, theirs] = [side(), side()];
      const clashes = clashesIn(mergeLines(base, mine, theirs)).length;
      const text = (of: readonly string[]) => of.map((it) => `${it}\n`).join('');
      const git = gitMerge(text(base), text(mine), text(theirs));
      expect(clashes, `seed ${seed}`).toBeLessThanOrEqual(git.conflicts);
    }
  });
});
