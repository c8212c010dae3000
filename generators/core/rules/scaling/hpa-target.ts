import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';
import { sameNamespace } from '../walk.ts';

export default defineRule({
  id: 'hpa-target',
  rows: ['A3'],
  title: 'An autoscaler names a workload of this release, in its very version',
  *check(rendered) {
    for (const object of ofKind(rendered, 'HorizontalPodAutoscaler')) {
      const { apiVersion, kind, name } = object.spec.scaleTargetRef ?? {};
      const target = rendered.objects.find(
        (one) =>
          one.kind === kind && one.metadata.name === name && sameNamespace(rendered, one, object),
      );
      if (!target) {
        yield fault(
          object,
          'spec.scaleTargetRef.name',
          `there is no ${kind ?? 'workload'} ${name ?? ''} to scale`,
          'Name the workload by the helper that names it.',
        );
      } else if (target.apiVersion !== apiVersion) {
        yield fault(
          object,
          'spec.scaleTargetRef.apiVersion',
          `the ${kind} is ${target.apiVersion}, not ${apiVersion}`,
          `Write ${target.apiVersion}.`,
        );
      }
    }
  },
});
