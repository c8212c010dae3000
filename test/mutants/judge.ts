import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChartFiles } from '../../generators/core/rules/rule.ts';
import { findingsIn, findingsInChart } from '../../generators/core/rules/run.ts';
import { kubeconformArgs } from '../../scripts/tools/resolve.ts';
import { namespace, objectsIn, release } from '../charts/renders.ts';
import { lint, runTool } from '../charts/run-tool.ts';
import { applied, type Mutant } from './mutant.ts';
import { outcomeOf } from './outcome.ts';
import { accepted, refused } from './probe-values.ts';
import { defaultsIn, renderOf, type Tools, type WholeChart } from './whole-chart.ts';

/** Who notices, in the order in which they are asked. */
export const witnesses = ['schema', 'helm', 'kubeconform', 'unit tests', 'rules'] as const;
export type Witness = (typeof witnesses)[number];

export interface Verdict {
  mutant: Mutant;
  /** Nobody's of a survivor and of an equivalent. */
  noticedBy: Witness | undefined;
  /** The probe that shows what nobody noticed; without one the mutant is equivalent. */
  seenWith: string | undefined;
}

/** Asks all witnesses about a mutant, in a folder that holds the whole chart before and after. */
export async function judge(
  mutant: Mutant,
  folder: string,
  whole: WholeChart,
  tools: Tools,
): Promise<Verdict> {
  const { file } = mutant;
  const body = whole.files.get(file) ?? '';
  const changed = applied(body, mutant);
  const files = new Map(whole.files).set(file, changed);
  writeFileSync(join(folder, file), changed);
  try {
    const noticedBy = await witnessOf(file, folder, files, whole, tools);
    const seenWith = noticedBy ? undefined : await differenceOf(mutant, folder, whole, tools);
    return { mutant, noticedBy, seenWith };
  } finally {
    writeFileSync(join(folder, file), body);
  }
}

async function witnessOf(
  file: string,
  folder: string,
  files: ChartFiles,
  whole: WholeChart,
  tools: Tools,
): Promise<Witness | undefined> {
  const changed: string[] = [];
  for (const [values, before] of whole.renders) {
    const { code, stdout, text } = await renderOf(folder, values, tools);
    if (code !== 0) return /specifications of the schema/.test(text) ? 'schema' : 'helm';
    if (stdout !== before) changed.push(stdout);
  }
  if (changed.length > 0) {
    const args = kubeconformArgs(tools.schemas, tools.schemas.kubernetes.at(-1) ?? '');
    const found = await runTool(tools.kubeconform.path, [...args, '-'], changed.join('\n---\n'));
    if (found.code !== 0) return 'kubeconform';
    if ((await lint(tools.helm4.path, folder)).code !== 0) return 'helm';
  }
  if (await unitTestsNotice(file, folder, files, tools)) return 'unit tests';
  const objects = (text: string) => ({ release, namespace, objects: objectsIn(text) });
  const findings = [...findingsInChart(files), ...changed.flatMap((t) => findingsIn(objects(t)))];
  return findings.length > 0 ? 'rules' : undefined;
}

/** The suites that are named like the file are asked first: they notice most of what is noticed. */
async function unitTestsNotice(
  file: string,
  folder: string,
  files: ChartFiles,
  tools: Tools,
): Promise<boolean> {
  const stem = basename(file)
    .replace(/^_|\.\w+$/g, '')
    .toLowerCase();
  const suites = [...files.keys()].filter((path) => path.startsWith('tests/'));
  const named = suites.filter((path) => new RegExp(`^tests/${stem}(_\\w+)?_test`).test(path));
  for (const asked of [named, suites.filter((path) => !named.includes(path))]) {
    if (asked.length === 0) continue;
    const args = ['--strict', '--failfast', ...asked.flatMap((path) => ['--file', path]), folder];
    if ((await runTool(tools['helm-unittest'].path, args)).code !== 0) return true;
  }
  return false;
}

async function differenceOf(
  mutant: Mutant,
  folder: string,
  { files, outcomes }: WholeChart,
  { helm4 }: Tools,
): Promise<string | undefined> {
  // What a schema lets pass, no accepted values can show.
  if (mutant.class === 'schema') return 'values that it refused before';
  const defaults = defaultsIn(files);
  for (const probe of [...accepted, ...refused]) {
    const outcome = await outcomeOf(probe, folder, defaults, helm4.path);
    if (outcome !== outcomes.get(probe.title)) return probe.title;
  }
  return undefined;
}
