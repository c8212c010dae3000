import type { Question } from '../../core/questions/question.ts';
import type { Sides, Step } from '../../core/reconcile/reconcile.ts';
import { unifiedDiff } from '../../core/reconcile/unified.ts';
import { coloured } from '../diff-lines.ts';
import type { Style } from '../style.ts';
import { type ConflictInView, LeftError, type Settlement } from './asker.ts';
import type { Prompter } from './loop.ts';

/** How a conflict is told, and what it can be settled for. */
export interface ConflictWords {
  title: string;
  sides: Sides;
  settlements: readonly { value: Settlement; title: string }[];
}

export function wordsFor({ between }: Step): ConflictWords {
  const branches = between?.branches;
  return branches
    ? words('Both branches changed the same lines.', branches, {
        mine: `those of ${branches.mine}`,
        theirs: `those of ${branches.theirs}`,
      })
    : words(
        'You and the new render changed the same lines.',
        { mine: 'yours', theirs: 'new' },
        { mine: 'yours', theirs: 'the new ones' },
      );
}

function words(what: string, sides: Sides, { mine, theirs }: Sides): ConflictWords {
  return {
    title: `${what} What shall stand there?`,
    sides,
    settlements: [
      { value: 'merge', title: 'both, between markers, to be settled later' },
      { value: 'keep', title: mine },
      { value: 'overwrite', title: theirs },
    ],
  };
}

/** Shows where a file clashes, in colour, and asks what shall become of it. */
export async function settleInView(
  prompter: Prompter,
  conflict: ConflictInView,
  style: Style,
): Promise<Settlement> {
  process.stdout.write(`\n${conflictLines(conflict, style).join('\n')}\n`);
  const question = questionFor(conflict.step);
  const chosen = await choice(prompter, question);
  prompter.settled({ ...question, title: conflict.step.path }, chosen);
  // What comes next is the plan.
  if (conflict.place === conflict.of) process.stdout.write('\n');
  return chosen;
}

async function choice(prompter: Prompter, question: Question): Promise<Settlement> {
  for (;;) {
    const reply = await prompter.ask({
      question,
      preset: 'merge',
      check: () => undefined,
      onEscape: 'leave',
    });
    if (reply.is !== 'answer') throw new LeftError();
    const chosen = question.options?.find(({ value }) => value === reply.answer);
    if (chosen) return chosen.value as Settlement;
    prompter.refuse(question, `there is no ${reply.answer}`);
  }
}

function conflictLines({ step, place, of }: ConflictInView, style: Style): string[] {
  const { sides } = wordsFor(step);
  const count = of > 1 ? style.dim(`  (file ${place} of ${of})`) : '';
  return [
    `${style.bold(style.bad(step.path))}${count}`,
    `  ${style.bad(`- ${sides.mine}`)}  ${style.good(`+ ${sides.theirs}`)}`,
    ...step.conflicts.flatMap(({ path, mine, theirs }) => [
      ...(path === undefined ? [] : [style.accent(`  ${path}`)]),
      // What both have around it needs no place: there is one clash at a time.
      ...unifiedDiff(mine, theirs)
        .filter(({ kind }) => kind !== 'place')
        .map((line) => `  ${coloured(line, style)}`),
    ]),
  ];
}

function questionFor(step: Step): Question {
  return {
    id: 'conflict',
    path: [],
    heading: '',
    title: 'What shall stand there?',
    hint: 'Nothing is written before the last question.',
    kind: 'choice',
    options: [...wordsFor(step).settlements],
    preset: 'merge',
    fault: () => undefined,
    read: () => undefined,
  };
}
