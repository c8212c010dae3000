import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { feature } from '../../generators/commands/feature.ts';
import { update } from '../../generators/commands/update.ts';
import {
  type Branch,
  both,
  branched,
  differing,
  type Edit,
  edited,
  ours,
  start,
  theirs,
} from './branches.ts';
import { read, rendered, run } from './run.ts';

const ways = [
  ['merge', ['merge', 'theirs'], 'git commit'],
  ['cherry-pick', ['cherry-pick', 'theirs'], 'git cherry-pick --continue'],
  ['rebase', ['rebase', 'theirs'], 'git rebase --continue'],
] as const;

describe.each(ways)('two branches that meet in a %s', (_, words, goOn) => {
  it('are both features and both edits, to the byte', async () => {
    const { repo, chart } = await branched(ours, theirs);
    expect(repo.stopped(...words)).toContain('CONFLICT');
    const ran = await run(update, chart);
    expect(ran.faults).toEqual([]);
    expect(ran.exitCode).toBe(0);
    expect(ran.summary?.next).toEqual([`git add ${chart}`, goOn]);
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
    expect((await run(update, chart)).notes.join()).toContain('Nothing to do');
    repo.git('add', '--all');
    repo.git(...goOn.split(' ').slice(1), ...(goOn === 'git commit' ? ['--no-edit'] : []));
    expect(repo.git('status', '--porcelain')).toBe('');
    expect((await run(update, chart)).notes.join()).toContain('Nothing to do');
  });
});

describe('two branches of a chart', () => {
  it('that git merges without a conflict are updated as they lie', async () => {
    const one: Branch = {
      command: update,
      said: { port: 3000 },
      edits: [['templates/service.yaml', 'kind: Service', 'kind: Service # ours']],
    };
    const other: Branch = {
      command: update,
      said: { servicemonitor: { interval: '20s' } },
      edits: [['README.md', '# my-app', '# my-app\n\nTheirs was here.']],
    };
    const { repo, chart } = await branched(one, other);
    repo.git('merge', 'theirs', '--no-edit');
    expect((await run(update, chart)).faults).toEqual([]);
    const answers = { ...start, port: 3000, servicemonitor: { interval: '20s' } };
    const wanted = edited(await rendered(answers), [...one.edits, ...other.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
  });

  it('keep what clashes in their edits between markers, for somebody to settle', async () => {
    const line = (side: string): Edit => [
      'templates/deployment.yaml',
      'kind: Deployment',
      `kind: Deployment # ${side}`,
    ];
    const one = { ...ours, edits: [line('ours'), ...ours.edits.slice(1)] };
    const other = { ...theirs, edits: [line('theirs'), ...theirs.edits] };
    const { repo, chart } = await branched(one, other);
    repo.stopped('merge', 'theirs');
    const ran = await run(update, chart);
    expect(ran.exitCode).toBe(3);
    const found = read(chart);
    const wanted = edited(await rendered(both), [...one.edits.slice(1), ...theirs.edits]);
    expect(differing(found, wanted)).toEqual(['templates/deployment.yaml']);
    expect(found.get('templates/deployment.yaml')).toContain(
      '<<<<<<< this branch\nkind: Deployment # ours\n=======\nkind: Deployment # theirs\n>>>>>>> the other branch\n',
    );
    // Nothing is put together twice: what is open now is for a person alone.
    const again = await run(update, chart);
    expect(again.exitCode).toBe(2);
    expect(again.faults.map(({ message }) => message).join()).toContain('has conflict markers');
    expect(differing(read(chart), found)).toEqual([]);
  });

  it.each(['keep', 'overwrite'])('are settled as --on-conflict=%s says', async (wish) => {
    const edit = (side: string): Edit => [
      'values.yaml',
      'replicaCount: 2',
      `replicaCount: ${side}`,
    ];
    const one = { ...ours, edits: [edit('7')] };
    const other = { ...theirs, edits: [edit('8')] };
    const { repo, chart } = await branched(one, other);
    repo.stopped('merge', 'theirs');
    const ran = await run(update, chart, { options: { 'on-conflict': wish } });
    expect(ran.exitCode).toBe(0);
    const left = wish === 'keep' ? one.edits : other.edits;
    expect(differing(read(chart), edited(await rendered(both), left))).toEqual([]);
  });

  it('take no answer for the other where both changed the same one', async () => {
    const port = (number: number): Branch => ({
      command: update,
      said: { port: number },
      edits: [],
    });
    const { repo, chart } = await branched(port(3000), port(4000));
    repo.stopped('merge', 'theirs');
    const before = read(chart);
    const ran = await run(update, chart);
    expect(ran.exitCode).toBe(2);
    expect(ran.faults).toEqual([
      {
        path: `${chart}/helm-prod.yaml: port`,
        message: 'both branches changed it; settle that file by hand, then run this again',
      },
    ]);
    expect(differing(read(chart), before)).toEqual([]);
    const settled = (before.get('helm-prod.yaml') ?? '').replace(
      /<{7}.*\n(.*\n)={7}\n.*\n>{7}.*\n/,
      '$1',
    );
    writeFileSync(join(chart, 'helm-prod.yaml'), settled);
    expect((await run(update, chart)).exitCode).toBe(0);
    expect(differing(read(chart), await rendered({ ...start, port: 3000 }))).toEqual([]);
  });

  it('leave alone what somebody has begun to settle', async () => {
    const path = 'templates/deployment.yaml';
    const edits = (side: string): Edit[] => [
      [path, 'kind: Deployment', `kind: Deployment # ${side}`],
      [path, '  template:', `  # ${side}\n  template:`],
    ];
    const { repo, chart } = await branched(
      { ...ours, edits: edits('ours') },
      { ...theirs, edits: edits('theirs') },
    );
    repo.stopped('merge', 'theirs');
    const left = read(chart).get(path) ?? '';
    const begun = left.replace(/<{7} .*\n(.*\n)={7}\n.*\n>{7} .*\n/, '$1');
    expect(begun).not.toBe(left);
    expect(begun).toContain('<<<<<<< ');
    writeFileSync(join(chart, path), begun);
    const ran = await run(update, chart);
    expect(ran.exitCode).toBe(2);
    expect(ran.faults.map((fault) => fault.path)).toEqual([`${chart}/${path}`]);
    expect(read(chart).get(path)).toBe(begun);
  });

  it('take what somebody has settled as it lies there', async () => {
    const { repo, chart } = await branched(ours, theirs);
    repo.stopped('merge', 'theirs');
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    const values = `${wanted.get('values.yaml')}# Settled by hand.\n`;
    writeFileSync(join(chart, 'values.yaml'), values);
    expect((await run(update, chart)).faults).toEqual([]);
    expect(differing(read(chart), wanted.set('values.yaml', values))).toEqual([]);
  });

  it('keep a file away that one of them has deleted', async () => {
    const { repo, chart } = await branched(ours, { ...theirs, edits: [] });
    rmSync(join(chart, 'README.md'));
    repo.commit('no README');
    repo.stopped('merge', 'theirs');
    expect((await run(update, chart)).faults).toEqual([]);
    const wanted = edited(await rendered(both), ours.edits);
    wanted.delete('README.md');
    expect(differing(read(chart), wanted)).toEqual([]);
  });

  it('are brought together before anything else is changed', async () => {
    const { repo, chart } = await branched(ours, theirs);
    repo.stopped('merge', 'theirs');
    const ran = await run(feature, chart, { words: ['remove', 'hpa'] });
    expect(ran.exitCode).toBe(2);
    expect(ran.faults[0]?.message).toContain(`first run helm-prod update ${chart}`);
  });

  it('cannot be told from markers alone, where git waits for nothing', async () => {
    const { repo, chart } = await branched(ours, theirs);
    repo.stopped('merge', 'theirs');
    rmSync(join(repo.folder, '.git'), { recursive: true });
    const before = read(chart);
    const ran = await run(update, chart);
    expect(ran.exitCode).toBe(2);
    expect(ran.faults).toHaveLength(1);
    expect(ran.faults[0]?.path).toMatch(/helm-prod\.(lock|yaml)$/);
    expect(ran.faults[0]?.message).toContain('git checkout BRANCH -- FILE');
    expect(differing(read(chart), before)).toEqual([]);
  });
});
