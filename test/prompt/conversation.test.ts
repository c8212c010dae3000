import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, runCli, temporaryFolder } from '../cli/run-cli.ts';
import { needTerminal } from '../terminal/driver.ts';
import { Person, projectFolder, type Sitting } from './person.ts';

const firstRound = [
  'What is it?',
  'Description',
  'Image',
  'Size',
  'Ingress',
  'Callers in the cluster',
  'Services that it calls',
  'Environments',
  'Hosts in prod',
  'Look at everything?',
];

let people: Person[] = [];
beforeEach(needTerminal);
afterEach(async () => {
  await Promise.all(people.map((person) => person.leaves()));
  people = [];
});

async function somebody(sitting: Sitting): Promise<Person> {
  const person = await Person.sitsDown(sitting);
  people.push(person);
  return person;
}

/** What a run that asks nothing makes. */
async function unasked(args: readonly string[], project?: string): Promise<Record<string, string>> {
  const { path, remove } = temporaryFolder();
  try {
    if (project) cpSync(projectFolder(project), path, { recursive: true });
    const run = await runCli([...args, '--no-verify'], { cwd: path });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    return filesBelow(path);
  } finally {
    remove();
  }
}

describe('Enter all through', () => {
  it('makes what --defaults makes, byte for byte, in ten questions', async () => {
    const person = await somebody({ args: ['shop', '--no-verify'] });
    await person.takes(...firstRound);
    const last = await person.sees('Write it?');
    expect(last).toMatch(/^\d+ files, \d+ kB, for shop in shop\/$/m);
    expect(last).toMatch(/^ {2}environments {2}dev, staging, prod$/m);
    await person.presses('Enter');
    expect(await person.exitCode()).toBe(0);
    expect(await person.screen()).toContain('helm install shop shop');
    expect(filesBelow(person.folder)).toEqual(await unasked(['shop', '--defaults']));
  });

  it('takes the guesses, which are shown with their source', async () => {
    const project = 'compose-build';
    const person = await somebody({ args: ['--no-verify'], project, rows: 60 });
    const [, ...rest] = firstRound;
    expect(await person.sees('Name')).toContain('? Name (loyalty)');
    await person.takes('Name', 'What is it?', 'Description');
    const image = await person.sees('Image');
    expect(image).toContain('? Image (registry.example.com/acme/loyalty)');
    expect(image).toContain('Guessed from compose.yaml, api (image).');
    await person.takes('Image', 'Size');
    const port = await person.sees('Port');
    expect(port).toContain('? Port (9292)');
    expect(port).toContain('Guessed from compose.yaml, api (ports).');
    await person.takes('Port', 'Metrics', 'Metrics port');
    expect(await person.sees('Live · path')).toContain('? Live · path (/up)');
    await person.takes('Live · path', 'Ready · path', ...rest.slice(3));
    expect(await person.sees('Write it?')).toMatch(/guessed +workload\.userId 1500/);
    await person.presses('Enter');
    expect(await person.exitCode()).toBe(0);
    expect(filesBelow(person.folder)).toEqual(await unasked(['--defaults'], project));
  });
});

describe('a name', () => {
  it('is looked at while it is typed, and refused on Enter', async () => {
    const person = await somebody({ args: ['--no-verify', '--dry-run'] });
    mkdirSync(join(person.folder, 'taken'));
    writeFileSync(join(person.folder, 'taken/mine.txt'), 'mine');
    await person.sees('Name');
    await person.types('My App');
    await person.waitsFor('for example my-app');
    await person.presses('Enter');
    await person.presses('C-u');
    await person.types('taken');
    expect(await person.waitsFor('✗ is not empty (mine.txt)')).toMatch(/› taken$/m);
    await person.presses('BSpace', 'BSpace');
    await person.waitsFor(/› tak$/m);
    expect(await person.screen()).not.toContain('✗');
    await person.presses('Enter');
    expect(await person.sees('What is it?')).toContain('✔ Name tak');
  });
});

describe('going back', () => {
  it('over a group changes an earlier answer', async () => {
    const person = await somebody({ args: ['shop', '--no-verify'] });
    await person.takes('What is it?');
    await person.answers('Description', 'Sells');
    await person.takes('Image');
    expect(await person.sees('Size')).toContain('How it runs');
    await person.presses('Escape');
    expect(await person.sees('Image')).not.toContain('How it runs');
    await person.presses('Escape');
    expect(await person.sees('Description')).toContain('? Description (Sells)');
    await person.answers('Description', 'Sells shoes');
    await person.takes(...firstRound.slice(2));
    await person.sees('Write it?');
    await person.presses('Escape');
    expect(await person.sees('Look at everything?')).not.toContain('files,');
    await person.takes('Look at everything?', 'Write it?');
    expect(await person.exitCode()).toBe(0);
    expect(filesBelow(person.folder)).toEqual(
      await unasked(['shop', '--description', 'Sells shoes']),
    );
  });
});

describe('other answers', () => {
  it('make a worker with an image and peers of its own', async () => {
    const person = await somebody({ args: ['jobs', '--no-verify'] });
    await person.sees('What is it?');
    await person.presses('Down');
    await person.waitsFor('❯ worker');
    await person.presses('Enter');
    await person.takes('Description');
    await person.answers('Image', 'ghcr.io/acme/jobs:2.1.0');
    await person.takes('Size');
    await person.sees('Metrics');
    await person.types('n');
    await person.presses('Enter');
    await person.takes('Live · command', 'Ready · command', 'Callers in the cluster');
    await person.answers('Services that it calls', 'db');
    await person.takes('Namespace of db');
    await person.answers('Port of db', '5432');
    await person.takes('Services that it calls: one more');
    await person.answers('Environments', 'dev, prod');
    await person.takes('Look at everything?', 'Write it?');
    expect(await person.exitCode()).toBe(0);
    const flags = [
      '--profile=worker',
      '--image=ghcr.io/acme/jobs:2.1.0',
      '--metrics.enabled=false',
      '--no-podmonitor',
      '--networkpolicy.to.db.port=5432',
    ];
    const made = filesBelow(person.folder);
    const same = await unasked(['jobs', ...flags]);
    expect(Object.keys(made)).not.toContain('jobs/values-staging.yaml');
    expect(made['jobs/values.yaml']).toBe(same['jobs/values.yaml']);
    expect(made['jobs/values-prod.yaml']).toBe(same['jobs/values-prod.yaml']);
  });

  it('can be given to everything, or to a part of it', async () => {
    const person = await somebody({ args: ['shop', '--no-verify'] });
    await person.takes(...firstRound.slice(0, -1));
    await person.answers('Look at everything?', 'y');
    await person.sees('At what of it?');
    await person.types('a');
    await person.waitsFor('◯ Package');
    for (let step = 0; step < 3; step++) await person.presses('Down');
    await person.waitsFor('❯◯ Annotations');
    await person.presses('Up', 'Space');
    await person.waitsFor('◉ Labels');
    await person.presses('Enter');
    expect(await person.sees('Labels')).toContain('What it is · Labels');
    await person.types('no good');
    await person.waitsFor('✗ a Kubernetes key');
    await person.presses('C-u');
    await person.answers('Labels', 'team');
    await person.answers('team', 'shop');
    await person.takes('Labels: one more', 'Write it?');
    expect(await person.exitCode()).toBe(0);
    expect(filesBelow(person.folder)).toEqual(await unasked(['shop', '--labels.team=shop']));
  });
});

describe('leaving', () => {
  const rounds: [string, string[]][] = [
    ['the first', []],
    ['a middle', firstRound.slice(0, 5)],
    ['the last', firstRound],
  ];

  it.each(rounds)('by Ctrl-C at %s question writes nothing and says so', async (_, before) => {
    const person = await somebody({ args: ['shop'] });
    await person.takes(...before);
    await person.sees(firstRound[before.length] ?? 'Write it?');
    await person.presses('C-c');
    expect(await person.exitCode()).toBe(1);
    const screen = await person.screen();
    expect(screen.match(/Nothing was written\./g)).toHaveLength(1);
    expect(screen.trimEnd()).toMatch(/\nNothing was written\.$/);
    expect(screen).not.toContain('error');
    expect(person.filesInFolder()).toEqual([]);
  });

  it.each(['no', 'Ctrl-D'])('by %s does the same', async (way) => {
    const person = await somebody({ args: ['shop'] });
    if (way === 'no') {
      await person.takes(...firstRound);
      await person.answers('Write it?', 'n');
    } else {
      await person.takes('What is it?');
      await person.sees('Description');
      await person.presses('C-d');
    }
    expect(await person.exitCode()).toBe(1);
    expect(await person.screen()).toContain('Nothing was written.');
    expect(person.filesInFolder()).toEqual([]);
  });
});

describe('a terminal', () => {
  it('may be small, and change its size', async () => {
    const person = await somebody({ args: ['shop', '--dry-run'], columns: 40, rows: 12 });
    await person.takes('What is it?', 'Description');
    await person.sees('Image');
    await person.types(`ghcr.io/acme/${'a'.repeat(60)}:UP:1`);
    await person.waitsFor('✗');
    await person.resizes(70, 14);
    await person.presses('C-u');
    await person.answers('Image', 'nginx:1.29');
    await person.sees('Size');
    await person.presses('Down');
    await person.waitsFor('❯ L');
    await person.presses('Enter');
    await person.resizes(40, 12);
    await person.sees('Port');
    await person.presses('Escape');
    await person.sees('Size');
    await person.presses('Escape');
    await person.sees('Image');
    await person.presses('C-c');
    expect(await person.exitCode()).toBe(1);
  });

  it('may know neither colours nor signs', async () => {
    const env = { LC_ALL: 'C' };
    const person = await somebody({ args: ['shop', '--dry-run', '--no-color'], env });
    await person.takes('What is it?', 'Description');
    await person.sees('Image');
    await person.types('nginx:a b');
    await person.waitsFor(/^ {2}x "a b" is no tag/m);
    await person.presses('C-u', 'Enter');
    await person.sees('Size');
    expect(await person.screenWithColour()).toMatch(/^[\x20-\x7e\n]*$/);
  });

  it('may know nothing but lines', async () => {
    const env = { TERM: 'dumb' };
    const person = await somebody({ args: ['shop', '--no-verify'], env });
    await person.waitsFor('(web) >');
    await person.types('worker');
    await person.presses('Enter');
    await person.waitsFor(/^Description: .*\n>$/m);
    await person.types('<');
    await person.presses('Enter');
    await person.waitsFor('(worker) >');
    await person.types('3');
    await person.presses('Enter');
    await person.waitsFor('  one of web, worker');
    await person.types('1');
    await person.presses('Enter');
    for (const prompt of [
      'podinfo:6.9.2) >',
      '(M) >',
      '(yes) >',
      'Callers',
      'Services',
      'staging',
      'shop.example.com) >',
      '(no) >',
      'Write it?',
    ]) {
      await person.presses('Enter');
      await person.waitsFor(prompt);
    }
    await person.presses('Enter');
    expect(await person.exitCode()).toBe(0);
    expect(filesBelow(person.folder)).toEqual(await unasked(['shop', '--defaults']));
  });

  it('is not asked at where something was said', async () => {
    const person = await somebody({ args: ['shop', '--no-verify', '--defaults'] });
    expect(await person.exitCode()).toBe(0);
    expect(await person.screen()).not.toContain('?');
  });

  it.each(['', 'open'])('that is none is never asked at (%j)', async (input) => {
    const { path, remove } = temporaryFolder();
    try {
      const run = await runCli([], { cwd: path, input });
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain('name: is needed');
    } finally {
      remove();
    }
  });
});
