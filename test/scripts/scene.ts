import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Carried } from './carried.ts';
import { accepts, serve } from './loopback.ts';
import type { Scene, SceneReport } from './own-loopback.ts';
import { runCarried } from './run-carried.ts';

/** The process behind play(): prints one report in JSON. */
const scene = JSON.parse(process.argv[2] ?? '') as Scene;
console.log(JSON.stringify(await played(scene)));

async function played({ servers, app, gets, runs }: Scene): Promise<SceneReport> {
  const ends: (() => unknown)[] = [];
  try {
    if (servers) {
      const { served, manner } = servers;
      const loopback = await serve(new Map(served), manner, (port) => port);
      ends.push(loopback.close);
    }
    if (app) {
      ends.push(started(app.command, app.program));
      for (const port of app.ports) await awaited(port);
    }
    const statuses: number[] = [];
    for (const { port, path } of gets) {
      const signal = AbortSignal.timeout(10_000);
      const { status } = await fetch(`http://127.0.0.1:${port}${path}`, { signal });
      statuses.push(status);
    }
    const outcomes = await Promise.all(
      runs.map(({ command, curlConfig }) => runCarried(command, curlConfig)),
    );
    return { statuses, outcomes };
  } finally {
    for (const end of ends) await end();
  }
}

/** Starts a server as its container would, in a folder where its image has the program. */
function started(
  { words: [word = '', ...args], environment }: Carried,
  program: string,
): () => void {
  const cwd = mkdtempSync(join(tmpdir(), 'helm-prod-app-'));
  symlinkSync(program, join(cwd, basename(word)));
  const env = { PATH: process.env.PATH, HOME: cwd, ...environment };
  const child = spawn(word, args, { cwd, env, stdio: ['ignore', 'ignore', 'inherit'] });
  return () => {
    child.kill();
    rmSync(cwd, { recursive: true, force: true });
  };
}

async function awaited(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (await accepts(port)) return;
    await sleep(100);
  }
  throw new Error(`nobody listens at ${port}`);
}
