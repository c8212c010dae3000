import type { Fault } from '../core/answers/fault.ts';
import { type ExitCode, exitCodes } from '../core/exit-codes.ts';
import type { OptionValues } from '../core/options.ts';
import { isWritten, type PlanEntry } from '../core/plan.ts';
import { unifiedDiff } from '../core/reconcile/unified.ts';
import { faultLine } from '../core/usage-error.ts';
import { counted } from '../core/words.ts';
import { diffLines } from './diff-lines.ts';
import type { FoundChange } from './immutable/render-both.ts';
import { plannedLines } from './planned-lines.ts';
import { print } from './print.ts';
import { type Style, styleFor } from './style.ts';
import type { VerifyStep } from './verify/step.ts';

/** What was made, or would be by other than a dry run. */
export interface Made {
  command: string;
  /** Folders are relative to the workspace. */
  charts: {
    folder: string;
    name: string;
    environments: string[];
    features: string[];
    isNew: boolean;
  }[];
  plan: readonly PlanEntry[];
  written: boolean;
  guesses: readonly { path: string; value: unknown; from: string }[];
  /** Of a chart that another version wrote: what has changed for it since. */
  versions?: {
    from: string;
    to: string;
    changes: readonly { version: string; text: string; isBreaking?: true }[];
  };
  /** What a live release would not take, in its parts; the notices say it in words. */
  immutable?: readonly FoundChange[];
  /** What else should be known before something is written. */
  notices: readonly string[];
}

/** All that a run tells in the end, whatever the form in which it is told. */
export interface Summary extends Made {
  verification: readonly VerifyStep[];
  /** Why less was verified than could be. */
  notVerified: readonly string[];
  next: readonly string[];
}

export interface Reporter {
  note(text: string): void;
  /** What is going to be written, or would be; told before anything is. */
  planned(made: Made, isDry: boolean): void;
  /** It is there now; told before it is verified. */
  written(made: Made): void;
  step(step: VerifyStep): void;
  summary(summary: Summary, exitCode: ExitCode): void;
  /** The one document of a command that writes nothing: as lines, or as data. */
  told(lines: (style: Style) => readonly string[], data: object, exitCode: ExitCode): void;
  faults(faults: readonly Fault[]): void;
  failure(message: string): void;
}

export function reporterFor(options: OptionValues): Reporter {
  const diff = options.diff === true;
  if (options.json) return jsonReporter({ diff });
  return textReporter({
    quiet: options.quiet === true,
    noColor: options['no-color'] === true,
    diff,
  });
}

export interface ReportStyle {
  quiet: boolean;
  noColor: boolean;
  /** Whether the plan is shown with every line that changes. */
  diff: boolean;
}

export function textReporter(given: ReportStyle): Reporter {
  const style = styleFor(process.stdout, given.noColor);
  const errorStyle = styleFor(process.stderr, given.noColor);
  const out = (text: string) => {
    if (!given.quiet) print(process.stdout, `${text}\n`);
  };
  const err = (text: string) => print(process.stderr, `${text}\n`);
  return {
    note: out,
    planned: (made, isDry) => {
      out(plannedLines(made, isDry, style).join('\n'));
      if (given.diff) for (const line of diffLines(made.plan, style)) out(line);
    },
    written: (made) => out(writtenLine(made, style)),
    step: (step) => out(stepLine(step, style)),
    summary: (summary) => {
      const text = summaryText(summary, style);
      if (text !== '') out(text);
    },
    told: (lines) => out(lines(style).join('\n')),
    faults: (faults) => {
      for (const fault of faults) err(`${errorStyle.bad('error')} ${faultLine(fault)}`);
    },
    failure: (message) => err(`${errorStyle.bad('error')} ${message}`),
  };
}

/** One document on standard output, whatever happens; it is `ok` where the exit code says so. */
function jsonReporter({ diff }: { diff: boolean }): Reporter {
  const tell = (data: object, exitCode: ExitCode) => {
    const document = { ok: exitCode === exitCodes.done, ...data };
    print(process.stdout, `${JSON.stringify(document, null, 2)}\n`);
  };
  return {
    note: () => {},
    planned: () => {},
    written: () => {},
    step: () => {},
    summary: ({ plan, ...summary }, exitCode) =>
      tell({ ...summary, plan: plan.map((entry) => entryData(entry, diff)) }, exitCode),
    told: (_, data, exitCode) => tell(data, exitCode),
    faults: (errors) => tell({ errors }, exitCodes.badUsage),
    failure: (message) => tell({ errors: [{ path: '', message }] }, exitCodes.failed),
  };
}

function entryData({ texts, ...entry }: PlanEntry, withDiff: boolean): object {
  if (!withDiff || !isWritten({ texts })) return entry;
  return { ...entry, diff: unifiedDiff(texts.before, texts.after).map(({ text }) => text) };
}

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const;

function stepLine(step: VerifyStep, style: Style): string {
  const mark = { passed: style.good, failed: style.bad, skipped: style.warn }[step.outcome](
    marks[step.outcome],
  );
  const where = step.environment === null ? 'values.yaml' : `values-${step.environment}.yaml`;
  const what = step.check === 'unit tests' ? step.check : `${step.check} ${where}`;
  const detail = step.outcome === 'passed' ? '' : `\n    ${step.detail.replaceAll('\n', '\n    ')}`;
  const time = step.outcome === 'skipped' ? '' : style.dim(` ${Math.round(step.milliseconds)} ms`);
  return `  ${mark} ${what}${time}${detail}`;
}

function writtenLine({ plan, charts }: Made, style: Style): string {
  const gone = plan.filter(({ action }) => action === 'deleted').length;
  const files = plan.filter(isWritten).length - gone;
  const deleted = gone === 0 ? '' : `, deleted ${gone}`;
  const names = charts.map(({ name }) => name).join(', ');
  return `${style.bold(`Wrote ${names}`)}: ${counted(files, 'file')}${deleted}`;
}

function summaryText(summary: Summary, style: Style): string {
  const lines = verdict(summary, style);
  if (summary.next.length > 0)
    lines.push('', style.bold('Next'), ...summary.next.map((command) => `  ${command}`));
  return lines.join('\n').replace(/^\n/, '');
}

function verdict({ verification, notVerified }: Summary, style: Style): string[] {
  const count = (outcome: VerifyStep['outcome']) =>
    verification.filter((s) => s.outcome === outcome).length;
  const lines =
    verification.length === 0
      ? []
      : [
          [
            style.bold('Verified'),
            style.good(`${count('passed')} passed`),
            ...(count('failed') > 0 ? [style.bad(`${count('failed')} failed`)] : []),
            ...(count('skipped') > 0 ? [style.warn(`${count('skipped')} not checked`)] : []),
          ].join('  '),
        ];
  return [...lines, ...notVerified.map((reason) => style.warn(reason))];
}
