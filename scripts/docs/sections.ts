import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaults } from '../../generated/defaults.ts';
import { kindDefaults } from '../../generators/core/answers/environment-kinds.ts';
import { type Amounts, sizes } from '../../generators/core/answers/sizes.ts';
import { exitCodes } from '../../generators/core/exit-codes.ts';
import { features } from '../../generators/core/features.ts';
import { type Option, options, usageOf } from '../../generators/core/options.ts';
import { benchQuote } from '../bench/markdown.ts';
import type { Report } from '../bench/report.ts';
import { TOOLS } from '../tools/tools.ts';
import { answersReference } from './reference.ts';
import { code, table } from './table.ts';
import { emittedTree } from './tree.ts';

/** The parts of README.md that are made from the program, by the name of their marker. */
export async function readmeSections(): Promise<Record<string, string>> {
  return {
    tree: await emittedTree(),
    features: featuresTable(),
    environments: environmentsTable(),
    sizes: sizesTable(),
    options: optionsTable(),
    'exit-codes': exitCodesTable(),
    tools: toolsTable(),
    bench: benchQuote(measured()),
    answers: answersReference(),
  };
}

/** What `npm run bench -- --write` wrote last. */
function measured(): Report {
  const file = join(import.meta.dirname, '../../docs/bench.json');
  return JSON.parse(readFileSync(file, 'utf8')) as Report;
}

function featuresTable(): string {
  const isOn = (profile: string, id: string) => {
    const own = defaults[profile]?.answers[id];
    return features.find((f) => f.id === id)?.isActive(own) ? 'yes' : 'no';
  };
  return table(
    ['Feature', '', 'web', 'worker'],
    features.map(({ id, title }) => [
      code(id),
      title,
      isOn('web-sample', id),
      isOn('worker-sample', id),
    ]),
  );
}

function environmentsTable(): string {
  const steps = ['as the workload', 'one step down', 'two steps down'];
  return table(
    ['Kind', 'Pods', 'Size', 'Log level', 'Prometheus operator'],
    Object.entries(kindDefaults).map(([kind, { replicas, sizeSteps, logLevel, prometheus }]) => [
      kind,
      String(replicas),
      steps[sizeSteps] as string,
      code(logLevel),
      prometheus ? 'yes' : 'no',
    ]),
  );
}

function sizesTable(): string {
  const amounts = ({ cpu, memory, ephemeralStorage }: Amounts) =>
    `${cpu} CPU, ${memory}, ${ephemeralStorage} disk`;
  return table(
    ['Size', 'Requests', 'Limits'],
    Object.entries(sizes).map(([size, { requests, limits }]) => [
      size,
      amounts(requests),
      amounts(limits),
    ]),
  );
}

function optionsTable(): string {
  return table(
    ['Option', ''],
    (options as readonly Option[]).map((option) => [code(usageOf(option)), option.hint]),
  );
}

function exitCodesTable(): string {
  const words: Record<keyof typeof exitCodes, string> = {
    done: 'Done.',
    failed:
      'Failed, or somebody left the questions; nothing was written. So ends `check`, too, where it found something: what fails, a finding, or drift.',
    badUsage: 'Wrong usage or answers; nothing was written.',
    conflicts:
      'Conflicts are left for you: written between markers, or, with `--on-conflict=abort`, not at all.',
    notVerified:
      'Verification failed after writing (what was written stays), or was asked for (`--verify`, or `CI=true`) and could not be done.',
    drift: '`update --check` found that an update would change something; nothing was written.',
  };
  return table(
    ['Code', ''],
    Object.entries(exitCodes).map(([name, number]) => [
      String(number),
      words[name as keyof typeof exitCodes],
    ]),
  );
}

function toolsTable(): string {
  return table(
    ['Tool', 'Taken from PATH from', 'Else built'],
    Object.values(TOOLS).map(({ title, oldest, version }) => [title, oldest, version]),
  );
}
