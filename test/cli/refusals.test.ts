import {
  chmodSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nobody, programForAll } from './ordinary-user.ts';
import { filesBelow, runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const run = (...args: string[]) => runCli([...args, '--no-verify'], { cwd: folder.path });

/** One clear line a fault, exit code 2, and nothing written. */
async function expectRefusal(args: string[], lines: RegExp[]): Promise<void> {
  const before = readdirSync(folder.path);
  const result = await run(...args);
  const said = result.stderr.trimEnd().split('\n');
  expect(result.stdout).toBe('');
  expect(said, result.stderr).toHaveLength(lines.length);
  for (const [i, line] of lines.entries()) expect(said[i]).toMatch(line);
  expect(result.code).toBe(2);
  expect(readdirSync(folder.path)).toEqual(before);
}

describe('a name that is none', () => {
  it.each([
    ['My App', /^error name: "My App": .*; for example my-app$/],
    ['../x', /^error "\.\.\/x": holds "\.\."; give a folder below this one/],
    ['/tmp/x', /^error "\/tmp\/x": is absolute; give a folder below this one/],
    ['1e3', /^error name: "1e3": .*a letter first/],
    ['a--b-', /^error name: "a--b-": .*no "-" last; for example a--?b$/],
    ['a'.repeat(64), /^error name: .*at most 53 characters, not 64$/],
    ['{{x}}', /^error name: "\{\{x\}\}"/],
    ['<% x %>', /^error name: "<% x %>"/],
    ['a\u001b[31m', /^error .*a\\u001b\[31m/],
    ['a\u202eb', /^error name: "a.b"/],
    ['🎉', /^error name: "🎉"/],
    ['sub/Bad', /^error name: "Bad": .*for example bad$/],
  ])('%j', async (name, line) => {
    await expectRefusal([name, '--defaults'], [line]);
  });
});

describe('an answer that is none', () => {
  it.each([
    [
      ['--image=nginx:latest@sha256:zz'],
      [/^error image: "nginx:latest@sha256:zz": "sha256:zz" is no digest/],
    ],
    [['--port', '0'], [/^error port: 0: must be a whole number from 1 to 65535$/]],
    [['--port', '70000'], [/^error port: 70000: must be a whole number from 1 to 65535$/]],
    [['--port', 'x'], [/^error port: "x": must be a whole number from 1 to 65535$/]],
    [
      ['--environments.prod.hosts.0=*.'],
      [/^error environments\.prod\.hosts\.0: "\*\.": a host name such as/],
    ],
    [['--imgae', 'x'], [/^error --imgae: unknown flag; did you mean --image\?$/]],
    [
      ['--hpa=maybe', '--port=0', '--profile=foo'],
      [
        /^error --hpa: must be true or false/,
        /^error port: 0/,
        /^error profile: "foo": must be one of web, worker$/,
      ],
    ],
    [['--port'], [/^error --port: needs a value$/]],
    [['--verify'], [/^error --verify: and --no-verify contradict each other$/]],
    [['-x'], [/^error -x: unknown; flags are written with two dashes$/]],
    [
      ['--workload'],
      [/^error --workload: is a group; say which entry, as in --workload\.replicas=/],
    ],
    [['--configmap.settings'], [/^error --configmap\.settings: is a map; say which entry/]],
    [['b'], [/^error b: one folder is enough$/]],
    [['--answers'], [/^error --answers: needs FILE$/]],
  ])('%j', async (args, lines) => {
    await expectRefusal(['a', ...args], lines);
  });
});

describe('an answers file that is none', () => {
  it.each([
    ['a misspelt key', 'name: a\nimgae: x\n', /^error imgae: unknown; did you mean image\?$/],
    ['a key twice', 'name: a\nname: b\n', /^error a\.yaml:2:1: the key name is there twice$/],
    [
      'an alias bomb',
      `name: a\na: &a [x,x]\n${['b', 'c', 'd', 'e'].map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcd'[i]}`).join(',')}]`).join('\n')}\n`,
      /^error a\.yaml: more than 50 aliases/,
    ],
    [
      'an alias of nothing',
      'name: a\nport: *b\n',
      /^error a\.yaml: Unresolved alias .*: b; write the answers out$/,
    ],
    [
      'an endless answer',
      'a: &a [*a]\n',
      /^error a\.yaml: an alias stands in what it means; write /,
    ],
    [
      'a prototype',
      'name: a\n__proto__:\n  x: 1\n',
      /^error __proto__: is not a key that can be used$/,
    ],
    ['a list', '- a\n', /^error a\.yaml: must be a map of answers/],
    ['no YAML', 'a: [\n', /^error a\.yaml:\d+:\d+: /],
    ['two documents', 'name: a\n---\nname: b\n', /^error a\.yaml/],
    [
      'another version',
      'answersVersion: 2\nname: a\n',
      /^error a\.yaml: answersVersion: 2: is of a newer generator .*; use that one: npx \S+@latest$/,
    ],
    ['no name', 'port: 80\n', /^error name: is needed; give it a folder/],
  ])('%s', async (_, text, line) => {
    writeFileSync(join(folder.path, 'a.yaml'), text);
    await expectRefusal(['--answers', 'a.yaml'], [line]);
  });

  it('of 100 MB', async () => {
    writeFileSync(join(folder.path, 'a.yaml'), '');
    truncateSync(join(folder.path, 'a.yaml'), 100 * 1024 * 1024);
    await expectRefusal(
      ['--answers', 'a.yaml'],
      [/^error a\.yaml: 104857600 bytes; an answers file has at most 1048576$/],
    );
  });

  it('that is not there', async () => {
    await expectRefusal(['--answers', 'b.yaml'], [/^error b\.yaml: cannot be read \(ENOENT\)/]);
  });

  it('that is a folder', async () => {
    mkdirSync(join(folder.path, 'b'));
    await expectRefusal(['--answers', 'b'], [/^error b: cannot be read \(EISDIR\)/]);
  });
});

describe('a folder that is no room', () => {
  it('of somebody else', async () => {
    mkdirSync(join(folder.path, 'a'));
    writeFileSync(join(folder.path, 'a/mine'), 'x');
    await expectRefusal(
      ['a', '--defaults'],
      [/^error a: is not empty \(mine\); choose another name or empty it$/],
    );
  });

  it('with a chart of ours, whose edited bytes stay', async () => {
    expect((await run('a', '--defaults')).code).toBe(0);
    writeFileSync(join(folder.path, 'a/values.yaml'), '# mine\n');
    const before = filesBelow(folder.path);
    await expectRefusal(
      ['a', '--defaults'],
      [/^error a: holds a chart made by this generator; .*use update$/],
    );
    expect(filesBelow(folder.path)).toEqual(before);
  });

  it('that is a file', async () => {
    writeFileSync(join(folder.path, 'a'), 'x');
    await expectRefusal(
      ['a', '--defaults'],
      [/^error a: is there and is no folder; choose another name$/],
    );
  });

  it('that is a link', async () => {
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere.path, join(folder.path, 'a'));
    await expectRefusal(
      ['a', '--defaults'],
      [/^error a: is a symbolic link; name the folder itself$/],
    );
    expect(readdirSync(elsewhere.path)).toEqual([]);
    elsewhere.remove();
  });

  it('that cannot be written to', async () => {
    const { cli, remove } = programForAll();
    chmodSync(folder.path, 0o555);
    const result = await runCli(['a', '--defaults', '--no-verify'], {
      cwd: folder.path,
      cli,
      ...nobody,
    });
    chmodSync(folder.path, 0o755);
    remove();
    expect(result.stderr).toMatch(/^error .*(EACCES|permission|write).*\n$/i);
    expect(result.code).toBe(1);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
