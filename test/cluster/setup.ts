import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { missingForCluster } from '../../scripts/tools/cluster.ts';
import { locateTools, type ToolboxKey } from '../../scripts/tools/resolve.ts';
import { CRDS_FOLDER, STAGES_FOLDER } from '../../scripts/tools/schemas/sources.ts';
import type { Access, Programs } from './control-plane.ts';

declare module 'vitest' {
  interface ProvidedContext {
    access: Access;
    programs: Record<'helm3' | 'helm4' | 'kubectl', string>;
  }
}

/** Starts the control plane for all tests of the run; without its programs there is no run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const toolbox = locateTools();
  const missing = missingForCluster(toolbox);
  if (missing.length > 0) throw new Error(missing.join('\n'));
  const pathOf = (key: ToolboxKey): string => {
    const found = toolbox[key];
    if (!found.ok) throw new Error(found.reason);
    return found.path;
  };
  const schemas = pathOf('schemas');
  const programs: Programs = {
    etcd: pathOf('etcd'),
    'kube-apiserver': pathOf('kube-apiserver'),
    'kube-controller-manager': pathOf('kube-controller-manager'),
    'kube-scheduler': pathOf('kube-scheduler'),
    kwok: pathOf('kwok'),
    crds: join(schemas, CRDS_FOLDER),
    stages: join(schemas, STAGES_FOLDER),
  };
  const clients = { helm3: pathOf('helm3'), helm4: pathOf('helm4'), kubectl: pathOf('kubectl') };

  const supervisor = spawn(
    process.execPath,
    ['--import', 'tsx', join(import.meta.dirname, 'supervisor.ts'), JSON.stringify(programs)],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = new Promise<void>((resolve) => supervisor.once('close', () => resolve()));
  const first = await Promise.race([
    createInterface({ input: supervisor.stdout })[Symbol.asyncIterator]().next(),
    ended.then(() => undefined),
  ]);
  if (!first?.value) throw new Error('the control plane did not start');
  project.provide('access', JSON.parse(first.value) as Access);
  project.provide('programs', clients);
  return async () => {
    supervisor.stdin.end();
    await ended;
  };
}
