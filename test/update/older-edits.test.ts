import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feature } from '../../generators/commands/feature.ts';
import { update } from '../../generators/commands/update.ts';
import { type Branch, branched, type Edit } from './branches.ts';
import { read, run } from './run.ts';

const editing = (...edits: readonly Edit[]): Branch => ({ command: update, edits });
const values = (from: string, to: string): Edit => ['values.yaml', from, to];

/** Lines of one file around the requests of the app. */
const requests = (text: string | undefined) =>
  /\n {2}requests:\n((?: {4}.*\n)+)/.exec(text ?? '')?.[1];

describe('branches of a chart that was edited before they began', () => {
  const older = [values('requests:\n    cpu: 100m', 'requests:\n    cpu: 150m')];

  it('keep an edit that takes an older one back', async () => {
    const { repo, chart } = await branched(
      editing(values('cpu: 150m', 'cpu: 100m')),
      editing(values('    memory: 128Mi\n', '    memory: 192Mi\n')),
      { older },
    );
    repo.stopped('merge', 'theirs');
    const ran = await run(update, chart);
    expect(ran).toMatchObject({ exitCode: 0, faults: [] });
    expect(requests(read(chart).get('values.yaml'))).toMatch(/cpu: 100m\n {4}memory: 192Mi/);
  });

  it('clash in nothing that one of them alone has changed', async () => {
    const { repo, chart } = await branched(
      editing(values('replicaCount: 4', 'replicaCount: 6'), values('cpu: 150m', 'cpu: 100m')),
      editing(values('    memory: 128Mi\n', '    memory: 192Mi\n')),
      { older: [...older, values('replicaCount: 2', 'replicaCount: 4')] },
    );
    repo.stopped('merge', 'theirs');
    expect(await run(update, chart)).toMatchObject({ exitCode: 0, faults: [] });
    expect(read(chart).get('values.yaml')).toMatch(/^replicaCount: 6$/m);
  });

  it('leave away what one of them has taken away', async () => {
    const overlay = 'values-prod.yaml';
    const block = 'commonLabels:\n  legacy: "on"\n';
    const { repo, chart } = await branched(
      editing([overlay, block, 'commonLabels:\n  other: "2"\n']),
      editing([overlay, block, `${block}  young: "1"\n`]),
      { older: [[overlay, 'ingress:\n', `${block}ingress:\n`]] },
    );
    repo.stopped('merge', 'theirs');
    await run(update, chart);
    expect(read(chart).get(overlay)).not.toContain('legacy');
    expect(read(chart).get(overlay)).toContain('  other: "2"\n');
  });

  it('get their history put together where both raised the version', async () => {
    const said = { bump: true } as const;
    const { repo, chart } = await branched(
      { command: feature, words: ['add', 'hpa'], edits: [], options: said },
      { command: feature, words: ['add', 'pdb'], edits: [], options: said },
    );
    repo.tried('merge', 'theirs');
    await run(update, chart);
    const history = read(chart).get('CHANGELOG.md') ?? '';
    expect(history.match(/^## 0\.1\.0$/gm)).toHaveLength(1);
    expect(history).toContain('- Autoscaling (hpa).\n');
    expect(history).toContain('- Disruption budget (pdb).\n');
    expect(history).not.toMatch(/^(<{7}|>{7})/m);
  });
});

it('a file of which one clash was settled by hand is left to that hand', async () => {
  const { repo, chart } = await branched(
    editing(
      values('replicaCount: 2', 'replicaCount: 3'),
      values('requests:\n    cpu: 100m', 'requests:\n    cpu: 500m'),
    ),
    editing(
      values('replicaCount: 2', 'replicaCount: 5'),
      values('    memory: 128Mi\n', '    memory: 256Mi\n'),
    ),
  );
  repo.stopped('merge', 'theirs');
  const file = join(chart, 'values.yaml');
  const text = readFileSync(file, 'utf8');
  const [start, end] = [text.lastIndexOf('<<<<<<<'), text.lastIndexOf('>>>>>>>')];
  const ours = /<{7}.*\n([\s\S]*?)={7}\n/.exec(text.slice(start))?.[1];
  const settled = text.slice(0, start) + ours + text.slice(text.indexOf('\n', end) + 1);
  writeFileSync(file, settled);
  const ran = await run(update, chart);
  expect(ran.exitCode).toBe(2);
  expect(ran.faults.map(({ message }) => message).join()).toContain('has conflict markers');
  expect(readFileSync(file, 'utf8')).toBe(settled);
});
