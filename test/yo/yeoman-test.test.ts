import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import Generator from 'yeoman-generator';
import helpers, { type RunResult } from 'yeoman-test';
import { filesBelow } from './files-below.ts';

const path = join(import.meta.dirname, '../../dist/generators/app/index.js');

/** Yeoman's types know its own options only. */
function wish(more: object = {}): object {
  return { quiet: true, noVerify: true, ...more };
}

let result: RunResult | undefined;
afterEach(() => {
  result?.cleanup();
  result = undefined;
});

describe('under yeoman-test', () => {
  it('makes a chart of arguments and options', async () => {
    result = await helpers
      .run(path)
      .withArguments(['my-app'])
      .withOptions(wish({ profile: 'worker' }));
    expect(readdirSync(result.cwd)).toEqual(['my-app']);
    result.assertFileContent('my-app/helm-prod.yaml', 'profile: worker');
    expect(existsSync(join(result.cwd, 'my-app/templates/service.yaml'))).toBe(false);
  });

  it('asks through the adapter, and takes what a test answers', async () => {
    result = await helpers
      .run(path)
      .withOptions(wish({ quiet: false }))
      .withAnswers({ name: 'api', profile: 'worker', 'workload.size': 'L' });
    result.assertFileContent('api/helm-prod.yaml', 'profile: worker');
    result.assertFileContent('api/helm-prod.yaml', 'size: L');
  });

  it('leaves nothing in the memory of the environment', async () => {
    result = await helpers.run(path).withArguments(['my-app']).withOptions(wish());
    expect(result.getStateSnapshot()).toEqual({});
  });

  it('makes no folder on a dry run, not even its destination', async () => {
    result = await helpers
      .run(path)
      .withArguments(['my-app'])
      .onTargetDirectory(function (folder) {
        this.withOptions(wish({ dryRun: true, destinationRoot: join(folder, 'charts') }));
      });
    expect(readdirSync(result.cwd)).toEqual([]);
  });

  it('rejects with all that is wrong and the exit code', async () => {
    const run = helpers.run(path).withOptions(wish({ imgae: 'nginx', port: 0 }));
    await expect(run).rejects.toMatchObject({
      code: 2,
      message: [
        'imgae: unknown; did you mean image?',
        'port: 0: must be a whole number from 1 to 65535',
      ].join('\n'),
    });
  });

  it('is composed as a class, and the files of both stand', async () => {
    const { default: Ours } = await import(path);
    class Parent extends Generator {
      async initializing() {
        const options = wish({ answers: { name: 'api', port: 3000 } });
        await this.composeWith({ Generator: Ours, path }, options);
      }

      writing() {
        this.fs.write(this.destinationPath('parent.txt'), 'kept\n');
      }
    }
    result = await helpers.run(Parent);
    expect(readdirSync(result.cwd).toSorted()).toEqual(['api', 'parent.txt']);
    expect(Object.keys(filesBelow(join(result.cwd, 'api')))).toContain('Chart.yaml');
  });
});
