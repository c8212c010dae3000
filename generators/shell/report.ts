import type { Fault } from '../core/answers/fault.ts';
import type { PlanEntry } from '../core/plan.ts';
import { faultLine } from '../core/usage-error.ts';
import { print } from './print.ts';
import { type Style, styleFor } from './style.ts';
import type { VerifyStep } from './verify/step.ts';

/** What was made, or would be by other than a dry run. */
export interface Made {
  command: string;
  /** Folders are relative to the workspace. */
  charts: { folder: string; name: string; environments: string[]; features: string[] }[];
  plan: readonly PlanEntry[];
  written: boolean;
  guesses: readonly { path: string; value: unknown; from: string }[];
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
  /** What is there now, or would be; told before it is verified. */
  made(made: Made): void;
  step(step: VerifyStep): void;
  summary(summary: Summary): void;
  faults(faults: readonly Fault[]): void;
  failure(message: string): void;
}

export function textReporter(given: { quiet: boolean; noColor: boolean }): Reporter {
  const style = styleFor(process.stdout, given.noColor);
  const errorStyle = styleFor(process.stderr, given.noColor);
  const out = (text: string) => {
    if (!given.quiet) print(process.stdout, `${text}\n`);
  };
  const err = (text: string) => print(process.stderr, `${text}\n`);
  return {
    note: out,
    made: (made) => out(madeText(made, style)),
    step: (step) => out(stepLine(step, style)),
    summary: (summary) => {
      const text = summaryText(summary, style);
      if (text !== '') out(text);
    },
    faults: (faults) => {
      for (const fault of faults) err(`${errorStyle.bad('error')} ${faultLine(fault)}`);
    },
    failure: (message) => err(`${errorStyle.bad('error')} ${message}`),
  };
}

/** One document on standard output, whatever happens. */
export function jsonReporter(): Reporter {
  const tell = (document: object) =>
    print(process.stdout, `${JSON.stringify(document, null, 2)}\n`);
  return {
    note: () => {},
    made: () => {},
    step: () => {},
    summary: (summary) =>
      tell({ ok: !summary.verification.some((s) => s.outcome === 'failed'), ...summary }),
    faults: (errors) => tell({ ok: false, errors }),
    failure: (message) => tell({ ok: false, errors: [{ path: '', message }] }),
  };
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

function madeText(made: Made, style: Style): string {
  const lines: string[] = [];
  for (const { folder, name, environments, features } of made.charts) {
    const files = made.plan.filter(({ path }) => path.startsWith(`${folder}/`) || folder === '.');
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const size = `${files.length} files, ${Math.round(bytes / 1024)} kB`;
    lines.push(
      `${style.bold(`${made.written ? 'Wrote' : 'Would write'} ${name}`)}: ${size}, in ${folder === '.' ? 'this folder' : `${folder}/`}`,
      `  features      ${features.join(', ') || 'none'}`,
      `  environments  ${environments.join(', ') || 'none'}`,
    );
  }
  for (const { path, value, from } of made.guesses) {
    lines.push(
      `  guessed       ${path} ${typeof value === 'object' ? JSON.stringify(value) : String(value)} ${style.dim(`(${from})`)}`,
    );
  }
  if (!made.written)
    lines.push('', ...made.plan.map((entry) => `  ${entry.action}  ${entry.path}`));
  return lines.join('\n');
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
