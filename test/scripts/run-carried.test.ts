import { describe, expect, it } from 'vitest';
import type { Carried } from './carried.ts';
import { runCarried } from './run-carried.ts';

/** A script of an init container, as wait-for scripts are. */
function script(text: string): Carried {
  return {
    role: 'init',
    object: 'Deployment/app',
    path: 'initContainers[0]',
    image: 'busybox',
    words: ['/bin/sh', '-c', text],
    environment: { NAME: 'app' },
    deadlineSeconds: 2,
  };
}

describe('a command of a container, run here', () => {
  it('has its own environment and no more, and the exit code is its own', async () => {
    const { code, output, problem } = await runCarried(script('echo "$NAME $CI$VITEST"; exit 3'));
    expect({ code, output, problem }).toEqual({ code: 3, output: 'app \n', problem: null });
  });

  it('is found out where it never gives up', async () => {
    const { problem } = await runCarried(script('until false; do sleep 1; done'));
    expect(problem).toBe('took longer than 2 seconds');
  });

  it('is found out where it writes to the folder that it starts in', async () => {
    const { wrote, code } = await runCarried(script('touch left-behind'));
    // Root may write anywhere, others are refused.
    expect(code === 0 ? wrote : ['left-behind']).toEqual(['left-behind']);
  });
});
