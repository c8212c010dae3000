import { join } from 'node:path';
import type { Command } from '../../generators/commands/command.ts';
import { feature } from '../../generators/commands/feature.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import type { OptionValues } from '../../generators/core/options.ts';
import { type Repository, repository } from './repository.ts';
import { read, rendered, run, type Texts, write } from './run.ts';

export const start: DataMap = {
  name: 'my-app',
  image: 'ghcr.io/acme/my-app:1.0.0',
  hpa: { enabled: false },
  pdb: { enabled: false },
  environments: { dev: {}, prod: {} },
};

/** A replacement in one file. */
export type Edit = readonly [path: string, from: string, to: string];

export interface Branch {
  command: Command;
  words?: readonly string[];
  said?: DataMap;
  options?: OptionValues;
  edits: readonly Edit[];
}

export const ours: Branch = {
  command: feature,
  words: ['add', 'hpa'],
  edits: [
    ['templates/deployment.yaml', 'kind: Deployment', 'kind: Deployment # ours'],
    ['values.yaml', 'replicaCount: 2', '# Ours: we like four.\nreplicaCount: 4'],
    ['values.yaml', 'autoscaling:\n', '# Ours: mind the quota.\nautoscaling:\n'],
    ['README.md', '# my-app', '# my-app\n\nOurs was here.'],
    ['values-prod.yaml', 'autoscaling:\n', 'autoscaling:\n  maxReplicas: 12 # ours\n'],
  ],
};
export const theirs: Branch = {
  command: feature,
  words: ['add', 'pdb'],
  edits: [
    ['templates/service.yaml', 'kind: Service', 'kind: Service # theirs'],
    ['values.yaml', 'sessionAffinity: ""', 'sessionAffinity: ClientIP # theirs'],
    [
      'values-prod.yaml',
      'ingress:\n',
      'ingress:\n  annotations: { acme.com/limit: "5" } # theirs\n',
    ],
    ['templates/NOTES.txt', '{{', '{{- /* theirs */}}\n{{'],
  ],
};
export const both: DataMap = { ...start, hpa: { enabled: true }, pdb: { enabled: true } };

export function edited(texts: Texts, edits: readonly Edit[]): Texts {
  const changed = new Map(texts);
  for (const [path, from, to] of edits) {
    const text = changed.get(path);
    if (!text?.includes(from)) throw new Error(`${path} has no ${from}`);
    changed.set(
      path,
      text.replace(from, () => to),
    );
  }
  return changed;
}

export function differing(found: Texts, wanted: Texts): string[] {
  const paths = [...new Set([...found.keys(), ...wanted.keys()])];
  return paths.filter((path) => found.get(path) !== wanted.get(path)).toSorted();
}

async function branchOff(repo: Repository, name: string, branch: Branch): Promise<void> {
  repo.git('checkout', '--quiet', '-b', name, 'main');
  const { words = [], said = {}, options = {}, command, edits } = branch;
  const chart = join(repo.folder, 'charts/my-app');
  const ran = await run(command, chart, { words, said, options });
  if (ran.faults.length > 0) throw new Error(JSON.stringify(ran.faults));
  write(chart, edited(read(chart), edits));
  repo.commit(`work on ${name}`);
}

/** A chart in a repository, edited long ago maybe, and two branches that have changed it since. */
export async function branched(
  one: Branch,
  other: Branch,
  { answers = start, older = [] }: { answers?: DataMap; older?: readonly Edit[] } = {},
) {
  const repo = repository();
  const chart = join(repo.folder, 'charts/my-app');
  write(chart, edited(await rendered(answers), older));
  repo.commit('a chart');
  await branchOff(repo, 'ours', one);
  await branchOff(repo, 'theirs', other);
  repo.git('checkout', '--quiet', 'ours');
  return { repo, chart };
}
