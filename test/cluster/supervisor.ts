import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Programs, startControlPlane } from './control-plane.ts';

/**
 * A process of its own that keeps the control plane: `supervisor.ts PROGRAMS`, as JSON. It prints
 * how to reach it, as one line of JSON, and ends it when its standard input ends, which it does
 * however its parent dies.
 */
const folder = mkdtempSync(join(tmpdir(), 'helm-prod-cluster-'));
const children = new Set<ChildProcess>();

function end(code: number): void {
  for (const child of children) child.kill('SIGKILL');
  // A killed program may still hold its files for a moment.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit(code);
}

process.stdin.resume().on('end', () => end(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => end(1));

try {
  const programs = JSON.parse(process.argv[2] ?? '') as Programs;
  const access = await startControlPlane(programs, folder, children);
  console.log(JSON.stringify(access));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  end(1);
}
