import { activeFeatures, type Chart } from '../chart.ts';
import { answersFile, answersFileName } from '../compose/answers-file.ts';
import { contradictions } from '../contradictions.ts';
import type { FileMap } from '../files.ts';
import { filesOf } from '../generate.ts';
import { knownAnswers } from '../known-answers.ts';
import { chartOfKept } from './kept-answers.ts';
import type { KeptAnswers, Lock } from './lock.ts';

/**
 * The chart that a lock of this very version was made of, without a schema; undefined where the lock
 * cannot tell. Git may have merged its lines, so its answers are believed only if they go together
 * and are what its answers file says.
 */
export function chartOfLock({ answers, files }: Lock): Chart | undefined {
  return unlessTorn(answers, (kept) => {
    const chart = chartOfKept(kept);
    if (contradictions(chart, activeFeatures(chart)).length > 0) return undefined;
    const text = answersFile(chart, knownAnswers(chart.profile));
    return text === files.get(answersFileName) ? chart : undefined;
  });
}

/** What its answers alone render, for whoever compares that with what lies there. */
export function renderOfLock({ answers }: Lock): { chart: Chart; files: FileMap } | undefined {
  return unlessTorn(answers, (kept) => {
    const chart = chartOfKept(kept);
    return { chart, files: filesOf(chart) };
  });
}

/** Where answers have got lost anything may fail; then the answers file is read, which tells why. */
function unlessTorn<T>(kept: KeptAnswers | undefined, make: (kept: KeptAnswers) => T) {
  try {
    return kept && make(kept);
  } catch {
    return undefined;
  }
}
