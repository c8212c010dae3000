import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate } from '../../generators/api.ts';
import { filesBelow } from './files-below.ts';
import { type Installation, install } from './installed.ts';

let installed: Installation;
beforeAll(() => {
  installed = install();
});
afterAll(() => installed?.remove());

/** Our generator, composed by test/fixtures/generator-acme, which says so much to it. */
async function compose(wish: object) {
  const cwd = installed.newFolder();
  const ended = await installed.yo(['acme', JSON.stringify(wish)], { cwd });
  return { ...ended, cwd, files: readdirSync(cwd) };
}

async function texts(answers: { name: string }): Promise<Record<string, string>> {
  const generated = await generate(answers);
  if (!generated.ok) throw new Error(JSON.stringify(generated.faults));
  return Object.fromEntries(generated.files);
}

function textsBelow(folder: string): Record<string, string> {
  const entries = Object.entries(filesBelow(folder));
  return Object.fromEntries(entries.map(([path, text]) => [path, text.replace(/^\d+\n/, '')]));
}

describe('composed by another generator', () => {
  it('takes its options as answers, and leaves it its own files', async () => {
    const options = { profile: 'worker', image: 'ghcr.io/acme/api:1.2.0', hpa: { enabled: false } };
    const ran = await compose({ arguments: ['api'], ...options, noVerify: true, quiet: true });
    expect(ran).toMatchObject({ code: 0, err: expect.not.stringContaining('rror') });
    expect(ran.files).toEqual(['acme.txt', 'api']);
    expect(textsBelow(join(ran.cwd, 'api'))).toEqual(await texts({ name: 'api', ...options }));
  });

  it('takes all answers as one, as from an answers file', async () => {
    const answers = { name: 'api', environments: { live: { kind: 'production' } } };
    const ran = await compose({ answers, verify: false, quiet: true });
    expect(ran.code).toBe(0);
    expect(textsBelow(join(ran.cwd, 'api'))).toEqual(await texts(answers));
    expect(existsSync(join(ran.cwd, 'api/values-prod.yaml'))).toBe(false);
  });

  it('writes nothing on a dry run', async () => {
    const ran = await compose({ arguments: ['charts/api'], dryRun: true });
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('charts/api/Chart.yaml');
    expect(ran.files).toEqual(['acme.txt']);
  });

  it('names all that is wrong, and then nothing is written by anybody', async () => {
    const ran = await compose({ arguments: ['api'], imgae: 'nginx', port: 0, dryrun: true });
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('imgae: unknown; did you mean image?\n');
    expect(ran.err).toContain('dryrun: unknown; did you mean dryRun?\n');
    expect(ran.err).toContain('port: 0: must be a whole number from 1 to 65535');
    expect(ran.err).not.toMatch(/^ +at /m);
    expect(ran.files).toEqual([]);
  });
});
