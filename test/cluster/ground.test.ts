import { afterAll, describe, expect, it } from 'vitest';
import { chartOnDisk, inRoom, release } from './charts.ts';
import { helmIn } from './helm.ts';
import { eventually, kube, untilBound } from './room.ts';

/** What the other tests rely on: the cluster refuses and warns as a real one does. */
describe('the cluster', async () => {
  const { folder, remove } = await chartOnDisk('first-web');
  afterAll(() => remove());

  it('warns of a pod that is not restricted, through either Helm, and that is a failure', async ({
    task,
  }) => {
    await inRoom(async (room) => {
      for (const helm of ['helm3', 'helm4'] as const) {
        const { run, attempt } = helmIn(task, helm, room.namespace);
        const loose = ['--set', 'securityContext.allowPrivilegeEscalation=true'];
        await expect(run('install', release, folder, ...loose)).rejects.toThrow(
          /warned: .*would violate PodSecurity/,
        );
        await attempt('uninstall', release);
      }
    });
  });

  it('runs no pod that is not restricted', async ({ task }) => {
    await inRoom(async (room) => {
      const { attempt } = helmIn(task, 'helm4', room.namespace);
      await attempt(
        'install',
        release,
        folder,
        '--set',
        'securityContext.allowPrivilegeEscalation=true',
      );
      await eventually(async () => {
        const events = await room.list('api/v1', 'events');
        return events.some(({ message }) => String(message).includes('violates PodSecurity'))
          ? []
          : ['nothing is refused'];
      });
      expect(await room.list('api/v1', 'pods')).toEqual([]);
    });
  });

  it('runs no pod that does not say what it needs', async ({ task }) => {
    await inRoom(async (room) => {
      const { attempt } = helmIn(task, 'helm4', room.namespace);
      await attempt('install', release, folder, '--set', 'resources=null');
      await eventually(async () => {
        const events = await room.list('api/v1', 'events');
        return events.some(({ message }) => String(message).includes('No request is specified'))
          ? []
          : ['nothing is refused'];
      });
      expect(await room.list('api/v1', 'pods')).toEqual([]);
    });
  });

  it('gives up on pods that never become ready', async ({ task }) => {
    await inRoom(async (room) => {
      const { attempt } = helmIn(task, 'helm4', room.namespace);
      const nowhere = ['--set', 'nodeSelector.some=where'];
      const failed = await attempt(
        'install',
        release,
        folder,
        ...nowhere,
        '--wait',
        '--timeout=3s',
      );
      expect(failed.code).not.toBe(0);
    });
  });

  it('binds claims', async () => {
    await inRoom(async ({ namespace }) => {
      const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
      await kube.create(claims, {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      });
      await untilBound(() => kube.get(`${claims}/data`));
    });
  });
});
