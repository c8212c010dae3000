// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Dockerfiles and compose files write variables so
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { guess } from '../../generators/core/guess/guess.ts';
import type { Guesses, ProjectTexts } from '../../generators/core/guess/types.ts';
import { guessFrom } from '../../generators/shell/guess.ts';

const projects = join(import.meta.dirname, '../fixtures/projects');

const values = (guesses: Guesses): Record<string, unknown> =>
  Object.fromEntries(Object.entries(guesses).map(([key, { value }]) => [key, value]));

describe('what nobody should write', () => {
  const long = (text: string, times: number) => text.repeat(times);
  test.each<[string, ProjectTexts]>([
    ['stages', { Dockerfile: long('FROM a AS a\n', 80_000) }],
    ['one line', { Dockerfile: `FROM a\nRUN ${long('x ', 500_000)}` }],
    ['continuations', { Dockerfile: `FROM a\nRUN ${long('x \\\n', 250_000)}` }],
    [
      'blanks',
      {
        Dockerfile: `FROM a\nHEALTHCHECK ${long(' ', 1_000_000)}`,
        'go.mod': long('\n', 1_000_000),
      },
    ],
    ['braces', { Dockerfile: `FROM a\nEXPOSE ${long('${A:-', 200_000)}` }],
    ['heredocs', { Dockerfile: `FROM a\nRUN ${long('<<A ', 200_000)}\n${long('\n', 100_000)}` }],
    ['tags', { 'pom.xml': long('<parent><artifactId>', 50_000) }],
    ['assignments', { 'build.gradle': long('version ', 10_000) + long(' ', 900_000) }],
    ['brackets', { 'package.json': long('[', 1_000_000), 'compose.yaml': long('[', 250_000) }],
    ['flow maps', { 'compose.yaml': long('{a: ', 60_000) }],
    ['quotes', { 'pyproject.toml': long('a = "\\"', 150_000) }],
    [
      'properties',
      {
        'pom.xml': 'spring-boot-starter-web',
        'src/main/resources/application.properties': `server.port=0\n${long(`a=${long(' ', 1990)}b\n`, 500)}`,
      },
    ],
    [
      'yaml that is too large',
      { 'compose.yaml': `services: {a: {image: b/c}}\n#${long('x', 300_000)}` },
    ],
  ])(
    '%s: no guess, soon',
    async (_, texts) => {
      expect(await guess(texts)).toEqual({});
    },
    20_000,
  );

  test('no prototype is changed', async () => {
    await guessFrom(join(projects, 'hostile-names'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(await guess(JSON.parse('{"__proto__": "FROM a", "constructor": "x"}'))).toEqual({});
  });
});

describe('reading a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'helm-prod-guess-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const dockerfile = 'FROM debian\nEXPOSE 8080\n';

  test('without anything to read, or without the folder, there are no guesses', async () => {
    expect(await guessFrom(folder)).toEqual({});
    expect(await guessFrom(join(folder, 'missing'))).toEqual({});
    writeFileSync(join(folder, 'file'), dockerfile);
    expect(await guessFrom(join(folder, 'file'))).toEqual({});
  });

  test('follows a link inside, and none that leads out', async () => {
    const inside = join(folder, 'project');
    mkdirSync(join(inside, 'docker'), { recursive: true });
    writeFileSync(join(folder, 'Dockerfile'), dockerfile);
    symlinkSync('../Dockerfile', join(inside, 'Dockerfile'));
    expect(await guessFrom(inside)).toEqual({});
    rmSync(join(inside, 'Dockerfile'));
    writeFileSync(join(inside, 'docker', 'app'), dockerfile);
    symlinkSync('docker/app', join(inside, 'Dockerfile'));
    expect(values(await guessFrom(inside))).toEqual({ port: 8080 });
  });

  test('a folder below that is a link to elsewhere is not read', async () => {
    const inside = join(folder, 'project');
    mkdirSync(join(folder, 'main', 'resources'), { recursive: true });
    mkdirSync(inside);
    writeFileSync(join(folder, 'main/resources/application.properties'), 'server.port=9999');
    symlinkSync('..', join(inside, 'src'));
    writeFileSync(join(inside, 'pom.xml'), '<a>spring-boot-starter-web</a>');
    expect(values(await guessFrom(inside))).toEqual({ port: 8080 });
  });

  test('more than 1 MB is not read, and the other files still are', async () => {
    writeFileSync(join(folder, 'Dockerfile'), `${dockerfile}${'#'.repeat(1024 * 1024)}`);
    writeFileSync(join(folder, 'package.json'), '{"name": "shop"}');
    expect(values(await guessFrom(folder))).toEqual({ name: 'shop' });
  });

  test.skipIf(process.platform === 'win32')('folders, pipes and loops have no text', async () => {
    mkdirSync(join(folder, 'Dockerfile'));
    execFileSync('mkfifo', [join(folder, 'package.json')]);
    symlinkSync('go.mod', join(folder, 'go.mod'));
    expect(await guessFrom(folder)).toEqual({});
  });
});
