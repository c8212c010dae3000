import { inLines } from './line-ends.ts';
import { merge, mergeFor } from './merge.ts';

export interface AnswersTexts {
  /** As the last render wrote them. */
  base: string;
  /** As they lie in the chart, formatted and commented by their owner. */
  mine: string;
  /** As this render would write the answers that are wanted. */
  theirs: string;
  /** Whether a text says exactly the answers that are wanted. */
  means(text: string): Promise<boolean>;
}

/**
 * The owner's text with the answers that are wanted: keys that change are changed in their place,
 * all else stays to the byte. undefined where no such text was found, as with anchors.
 */
export async function answersTextFor({ base, mine, theirs, means }: AnswersTexts) {
  if (inLines(mine) === base || inLines(mine) === theirs) {
    return (await merge('yaml', base, mine, theirs, { mine: '', theirs: '' })).text;
  }
  for (const side of ['mine', 'theirs, with the comments of mine', 'theirs'] as const) {
    const text = await mergeFor(side, 'yaml', base, mine, theirs);
    if (await means(text)) return text;
  }
  return (await means(mine)) ? mine : undefined;
}
