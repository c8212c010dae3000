import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environment } from '../../generators/commands/environment.ts';
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
import { repository } from './repository.ts';
import { read, rendered, run, type Texts, write } from './run.ts';

const idle: Branch = { command: update, edits: [] };

describe('branches that meet', () => {
  it('after edits alone, with answers and lock as they were', async () => {
    const line = (side: string): Edit => ['README.md', '# my-app', `# my-app of ${side}`];
    const { repo, chart } = await branched(
      { ...idle, edits: [line('ours'), ['values.yaml', 'replicaCount: 2', 'replicaCount: 4']] },
      { ...idle, edits: [line('theirs')] },
    );
    repo.stopped('merge', 'theirs');
    expect((await run(update, chart)).exitCode).toBe(3);
    expect(read(chart).get('README.md')).toContain(
      '<<<<<<< this branch\n# my-app of ours\n=======\n# my-app of theirs\n>>>>>>> the other branch\n',
    );
  });

  it('in their answers alone', async () => {
    const { repo, chart } = await branched(
      { ...idle, edits: [['helm-prod.yaml', '\nport: 8080', '\nport: 3000']] },
      { ...idle, edits: [['helm-prod.yaml', '\nport: 8080', '\nport: 8080 # theirs']] },
    );
    repo.stopped('merge', 'theirs');
    expect((await run(update, chart)).faults).toEqual([]);
    const wanted = await rendered({ ...start, port: 3000 });
    const remark: Edit = ['helm-prod.yaml', '\nport: 3000', '\nport: 3000 # theirs'];
    expect(differing(read(chart), edited(wanted, [remark]))).toEqual([]);
  });

  it('where one was rendered by an older version', async () => {
    const repo = repository();
    const chart = join(repo.folder, 'my-app');
    // The older version had another word in the README.
    const aged = (texts: Texts): Texts =>
      new Map(
        [...texts].map(([path, text]) => [
          path,
          text
            .replaceAll('For an upgrade', 'For each upgrade')
            .replace(/^generator .*$/m, 'generator 0.1.0'),
        ]),
      );
    const old = aged(await rendered(start));
    expect(old.get('README.md')).toContain('For each upgrade');
    write(chart, old);
    repo.commit('a chart');
    repo.git('checkout', '--quiet', '-b', 'theirs');
    write(chart, edited(aged(await rendered({ ...start, pdb: { enabled: true } })), theirs.edits));
    repo.commit('a feature, by the older version');
    repo.git('checkout', '--quiet', '-b', 'ours', 'main');
    expect((await run(update, chart)).faults).toEqual([]);
    write(chart, edited(await rendered({ ...start, hpa: { enabled: true } }), ours.edits));
    repo.commit('a feature, by this version');
    repo.stopped('merge', 'theirs');
    const ran = await run(update, chart);
    expect(ran.faults).toEqual([]);
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
  });

  it('where one has renamed an environment and the other has edited its overlay', async () => {
    const rename: Branch = { command: environment, words: ['rename', 'prod', 'live'], edits: [] };
    const edit: Edit = ['values-prod.yaml', 'ingress:\n', '# Theirs.\ningress:\n'];
    const { repo, chart } = await branched(rename, {
      ...theirs,
      edits: [edit],
    });
    repo.tried('merge', 'theirs');
    expect((await run(update, chart)).faults).toEqual([]);
    const found = read(chart);
    expect(found.get('values-live.yaml')).toContain('# Theirs.\ningress:\n');
    expect(found.get('values-live.yaml')).not.toContain('<<<<<<<');
    expect(found.has('values-prod.yaml')).toBe(false);
  });

  it('in a working tree of their own', async () => {
    const { repo } = await branched(ours, theirs);
    const tree = join(repo.folder, 'tree');
    repo.git('worktree', 'add', '--quiet', '--detach', tree, 'ours');
    repo.stopped('-C', 'tree', 'merge', 'theirs');
    const chart = join(tree, 'charts/my-app');
    const ran = await run(update, chart);
    expect(ran.faults).toEqual([]);
    expect(ran.summary?.next.at(-1)).toBe('git commit');
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
  });

  it('as a stash that is taken back', async () => {
    const { repo, chart } = await branched(ours, theirs);
    repo.git('checkout', '--quiet', 'main');
    repo.git('checkout', 'theirs', '--', '.');
    repo.git('stash');
    repo.git('checkout', '--quiet', 'ours');
    repo.stopped('stash', 'pop');
    expect((await run(update, chart)).faults).toEqual([]);
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
  });

  it('with markers in three parts, as merge.conflictStyle wants them', async () => {
    const { repo, chart } = await branched(ours, theirs);
    repo.stopped('-c', 'merge.conflictStyle=diff3', 'merge', 'theirs');
    expect((await run(update, chart)).faults).toEqual([]);
    const wanted = edited(await rendered(both), [...ours.edits, ...theirs.edits]);
    expect(differing(read(chart), wanted)).toEqual([]);
  });
});
