import type { Question } from '../../core/questions/question.ts';
import { unifiedDiff } from '../../core/reconcile/unified.ts';
import { coloured } from '../diff-lines.ts';
import type { Style } from '../style.ts';
import { type ConflictInView, LeftError, type Settlement } from './asker.ts';
import type { Prompter } from './loop.ts';

export const settleTitle = 'You and the new render changed the same lines. What shall stand there?';

export const settlements: readonly { value: Settlement; title: string }[] = [
  { value: 'merge', title: 'both, between markers, to be settled later' },
  { value: 'keep', title: 'yours' },
  { value: 'overwrite', title: 'the new ones' },
];

/** Shows where a file clashes, in colour, and asks what shall become of it. */
export async function settleInView(
  prompter: Prompter,
  conflict: ConflictInView,
  style: Style,
): Promise<Settlement> {
  process.stdout.write(`\n${conflictLines(conflict, style).join('\n')}\n`);
  const chosen = await choice(prompter);
  prompter.settled({ ...question, title: conflict.step.path }, chosen);
  // What comes next is the plan.
  if (conflict.place === conflict.of) process.stdout.write('\n');
  return chosen;
}

async function choice(prompter: Prompter): Promise<Settlement> {
  for (;;) {
    const reply = await prompter.ask({
      question,
      preset: 'merge',
      check: () => undefined,
      onEscape: 'leave',
    });
    if (reply.is !== 'answer') throw new LeftError();
    const chosen = settlements.find(({ value }) => value === reply.answer);
    if (chosen) return chosen.value;
    prompter.refuse(question, `there is no ${reply.answer}`);
  }
}

function conflictLines({ step, place, of }: ConflictInView, style: Style): string[] {
  const count = of > 1 ? style.dim(`  (file ${place} of ${of})`) : '';
  return [
    `${style.bold(style.bad(step.path))}${count}`,
    `  ${style.bad('- yours')}  ${style.good('+ new')}`,
    ...step.conflicts.flatMap(({ path, mine, theirs }) => [
      ...(path === undefined ? [] : [style.accent(`  ${path}`)]),
      // What both have around it needs no place: there is one clash at a time.
      ...unifiedDiff(mine, theirs)
        .filter(({ kind }) => kind !== 'place')
        .map((line) => `  ${coloured(line, style)}`),
    ]),
  ];
}

const question: Question = {
  id: 'conflict',
  path: [],
  heading: '',
  title: 'What shall stand there?',
  hint: 'Nothing is written before the last question.',
  kind: 'choice',
  options: [...settlements],
  preset: 'merge',
  fault: () => undefined,
  read: () => undefined,
};
