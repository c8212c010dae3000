import type { PlacedFinding } from '../../core/check/checked.ts';
import type { Place } from '../../core/check/placed.ts';
import { formatFinding } from '../../core/rules/run.ts';
import { counted, folderText } from '../../core/words.ts';
import type { Style } from '../style.ts';
import type { VerifyStep } from '../verify/step.ts';
import type { Checked } from './check.ts';

/** A line of the result and what stands below it. */
interface Group {
  title: string;
  outcome: VerifyStep['outcome'];
  summary: string;
  details: string[];
}

/** What was checked, as a person wants to read it: what passed in a line each, the rest in full. */
export function checkedLines(checked: Checked, callUpdate: string, style: Style): string[] {
  const groups = [
    ...(['lint', 'render', 'schema', 'unit tests'] as const).map((check) =>
      stepsGroup(check, checked),
    ),
    rulesGroup(checked),
    driftGroup(checked, callUpdate),
  ];
  return [
    style.bold(`${checked.name} in ${folderText(checked.folder)}`),
    '',
    ...groups.flatMap((group) => groupLines(group, style)),
    ...warningLines(checked, style),
    ...notVerifiedLines(checked, style),
    '',
    verdict(groups, checked, style),
  ];
}

const marks = { passed: '✓', failed: '✗', skipped: '-' } as const;

function groupLines({ title, outcome, summary, details }: Group, style: Style): string[] {
  const paint = { passed: style.good, failed: style.bad, skipped: style.warn }[outcome];
  return [
    `  ${paint(marks[outcome])} ${title.padEnd(10)}  ${summary}`.trimEnd(),
    ...details.flatMap((detail) => indented(detail, 6)),
  ];
}

function stepsGroup(check: VerifyStep['check'], checked: Checked): Group {
  const steps = checked.steps.filter((step) => step.check === check);
  const of = (outcome: VerifyStep['outcome']) => steps.filter((step) => step.outcome === outcome);
  const [passed, failed, skipped] = [of('passed'), of('failed'), of('skipped')];
  const details = [...byDetail(failed, checked), ...byDetail(skipped, checked)];
  // Unit tests are those of the whole chart.
  const places = (list: readonly VerifyStep[]) =>
    check === 'unit tests' ? '' : placesText(list.map(({ environment }) => environment));
  if (failed.length > 0) {
    return {
      title: check,
      outcome: 'failed',
      summary: `fails: ${places(failed)}`.replace(/: $/, ''),
      details,
    };
  }
  if (passed.length === 0) return skippedGroup(check, details);
  const summary = places(passed) || passed.map(({ detail }) => detail).join();
  return { title: check, outcome: 'passed', summary, details };
}

function skippedGroup(title: string, details: string[]): Group {
  const [why = '', ...more] = details;
  const isShort = more.length === 0 && !why.includes('\n');
  return {
    title,
    outcome: 'skipped',
    ...(isShort ? { summary: why, details: [] } : { summary: '', details }),
  };
}

/** The same words about several environments stand once. */
function byDetail(steps: readonly VerifyStep[], { environments }: Checked): string[] {
  const places = new Map<string, Place[]>();
  for (const { detail, environment } of steps) {
    places.set(detail, [...(places.get(detail) ?? []), environment]);
  }
  return [...places].map(([detail, where]) => {
    if (places.size === 1 || where.length > environments.length) return detail;
    const lines = detail.split('\n');
    return lines.length === 1
      ? `${placesText(where)}: ${detail}`
      : [`${placesText(where)}:`, ...lines.map((line) => `  ${line}`)].join('\n');
  });
}

function rulesGroup({ findings, steps, environments }: Checked): Group {
  const rendered = steps.filter((step) => step.check === 'render' && step.outcome === 'passed');
  const places = rendered.map(({ environment }) => environment);
  const summary = ['the files', ...(places.length > 0 ? [placesText(places)] : [])].join(', ');
  const isFailed = findings.length > 0;
  return {
    title: 'rules',
    outcome: isFailed ? 'failed' : 'passed',
    summary: isFailed ? counted(findings.length, 'finding') : summary,
    details: findings.map((finding) => findingText(finding, environments)),
  };
}

function findingText(finding: PlacedFinding, environments: readonly string[]): string {
  const { environments: places } = finding;
  const isEverywhere = places.length === 0 || places.length > environments.length;
  const [said = '', ...cure] = formatFinding(finding).split('\n');
  return [isEverywhere ? said : `${said} in ${placesText(places)}`, ...cure].join('\n');
}

function driftGroup({ drift }: Checked, callUpdate: string): Group {
  const { files, kept, from, to } = drift;
  const edits = kept === 0 ? '' : `; your edits of ${counted(kept, 'file')} stay`;
  if (files.length === 0) {
    const summary = `the files are what the answers make${edits}`;
    return { title: 'drift', outcome: 'passed', summary, details: [] };
  }
  const since = from !== '' && from !== to ? ` by ${to} (the chart was made by ${from})` : '';
  const width = Math.max(...files.map(({ action }) => action.length));
  return {
    title: 'drift',
    outcome: 'failed',
    summary: `${counted(files.length, 'file')} would change${since}${edits}; run: ${callUpdate}`,
    details: files.map(({ path, action }) => `${action.padEnd(width)}  ${path}`),
  };
}

function warningLines({ warnings, environments }: Checked, style: Style): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map(({ message, environments: places }) => {
    const isEverywhere = places.length > environments.length;
    return `  - ${message}${isEverywhere ? '' : ` (${placesText(places)})`}`;
  });
  return ['', style.warn('Warnings'), ...lines];
}

function notVerifiedLines({ notVerified }: Checked, style: Style): string[] {
  if (notVerified.length === 0) return [];
  return ['', style.warn('Not checked'), ...notVerified.map((reason) => `  - ${reason}`)];
}

function verdict(groups: readonly Group[], { warnings }: Checked, style: Style): string {
  const count = (outcome: Group['outcome']) => groups.filter((g) => g.outcome === outcome).length;
  return [
    style.bold('Checked'),
    style.good(`${count('passed')} passed`),
    ...(count('failed') > 0 ? [style.bad(`${count('failed')} failed`)] : []),
    ...(count('skipped') > 0 ? [style.warn(`${count('skipped')} not checked`)] : []),
    ...(warnings.length > 0 ? [style.warn(counted(warnings.length, 'warning'))] : []),
  ].join('  ');
}

function placesText(places: readonly Place[]): string {
  return places.map((place) => place ?? 'values.yaml').join(', ');
}

function indented(text: string, by: number): string[] {
  return text.split('\n').map((line) => `${' '.repeat(by)}${line}`);
}
