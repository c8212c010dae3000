import { activeFeatures, type Chart } from '../chart.ts';
import { answersFile, answersFileName } from '../compose/answers-file.ts';
import { contradictions } from '../contradictions.ts';
import { knownAnswers } from '../known-answers.ts';
import { chartOfKept } from './kept-answers.ts';
import type { Lock } from './lock.ts';

/**
 * The chart that a lock of this very version was made of, without a schema; undefined where the lock
 * cannot tell. Git may have merged its lines, so its answers are believed only if they go together
 * and are what its answers file says.
 */
export function chartOfLock({ answers, files }: Lock): Chart | undefined {
  const chart = chartOfKept(answers);
  if (!chart || contradictions(chart, activeFeatures(chart)).length > 0) return undefined;
  const text = answersFile(chart, knownAnswers(chart.profile));
  return text === files.get(answersFileName) ? chart : undefined;
}
