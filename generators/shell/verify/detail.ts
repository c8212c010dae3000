import { sep } from 'node:path';

/** What helm, kubeconform and helm-unittest say, boiled down to what a reader can act on. */

const MOST_LINES = 6;
const LONGEST_LINE = 400;

/** The findings of `helm lint --strict`, which writes some of them to each stream. */
export function lintFindings(output: string, errors: string, directory: string): string {
  const findings: string[] = [];
  let inside = false;
  for (const line of output.split('\n')) {
    if (/^\[(ERROR|WARNING)\]/.test(line)) {
      inside = true;
      findings.push(line);
    } else if (line.trim() === '' || /^(\[|==>)/.test(line)) {
      inside = false;
    } else if (inside) {
      findings.push(line);
    }
  }
  return findings.length > 0
    ? shorten(findings, directory)
    : helmErrors(errors, directory) || shorten(output.split('\n'), directory);
}

const NOISE = [
  /^\s*$/,
  /^Use --debug flag to render out invalid YAML/,
  /^WARNING: Kubernetes configuration file is (group|world)-readable/,
  /^(time=\S+ )?level=(DEBUG|INFO|WARN)/,
  /^Error: \d+ chart\(s\) linted, \d+ chart\(s\) failed/,
];

export function helmErrors(errors: string, directory: string): string {
  const lines = errors.split('\n').filter((line) => !NOISE.some((noise) => noise.test(line)));
  return shorten(lines.map(innermost), directory);
}

/** Of templates that include each other, the one that fails is named last. */
function innermost(line: string): string {
  const text = line.replace(/^Error: /, '');
  const at = text.lastIndexOf('error calling include: ');
  return at < 0 ? text : text.slice(at + 'error calling include: '.length);
}

/** The names of the failed tests of helm-unittest, each with its suite's file. */
export function failedTests(output: string, directory: string): string {
  const found: string[] = [];
  let suite = '';
  let failing = '';
  for (const line of output.split('\n')) {
    const file = /^ ?FAIL\s+.*\t(.+)$/.exec(line)?.[1];
    if (file !== undefined) suite = file.trim();
    const test = /^\t- (.+)$/.exec(line)?.[1];
    if (test !== undefined) {
      failing = test.trim();
      found.push(`${suite}: ${failing}`);
    }
    const fault =
      /^\t\t- (asserts?\[\d+\].*)$/.exec(line)?.[1] ?? /^### Error:\s+(.+)$/.exec(line)?.[1];
    if (fault !== undefined) found.push(`  ${fault.trim()}`);
  }
  return shorten(found.length > 0 ? found : output.split('\n'), directory);
}

/** At most a few lines, none endless, with paths as the user sees them: from the chart on. */
export function shorten(lines: readonly string[], directory = ''): string {
  const useful = lines.map((line) => tidy(line, directory)).filter((line) => line.trim() !== '');
  const shown = useful.slice(0, MOST_LINES);
  if (useful.length > shown.length) shown.push(`and ${useful.length - shown.length} more lines`);
  return shown.join('\n');
}

function tidy(line: string, directory: string): string {
  const local = directory === '' ? line : line.replaceAll(directory + sep, '');
  const text = local.replace(/\p{Cc}+/gu, ' ').trimEnd();
  return text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE)}…` : text;
}
