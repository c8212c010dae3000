import { defineRule, fault } from '../rule.ts';
import { containersOfPods, livesOn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'writable-tmp',
  rows: ['27.2'],
  title: 'An app on a read-only file system may write to /tmp',
  *check(rendered) {
    for (const pods of podsOf(rendered).filter(({ object }) => livesOn(object))) {
      const empty = new Set(
        (pods.spec.volumes ?? []).filter(({ emptyDir }) => emptyDir).map(({ name }) => name),
      );
      for (const { object, container, isInit, at } of containersOfPods(pods)) {
        if (isInit || container.securityContext?.readOnlyRootFilesystem !== true) continue;
        const mounts = container.volumeMounts ?? [];
        if (mounts.some(({ name, mountPath }) => mountPath === '/tmp' && empty.has(name))) continue;
        yield fault(
          object,
          at('volumeMounts'),
          'the file system is read-only and there is no /tmp, which most programs count on',
          'Mount an emptyDir with a sizeLimit at /tmp.',
        );
      }
    }
  },
});
