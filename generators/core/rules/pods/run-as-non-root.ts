import { defineRule, fault } from '../rule.ts';
import { containersIn, podsOf } from '../walk.ts';

export default defineRule({
  id: 'run-as-non-root',
  rows: ['P1', '32.2', '36.1'],
  title: 'Pods and containers refuse to run as root',
  *check(rendered) {
    const places = [
      ...podsOf(rendered).map(({ object, spec, at }) => ({
        object,
        context: spec.securityContext,
        path: at('spec.securityContext.runAsNonRoot'),
      })),
      ...containersIn(rendered).map(({ object, container, at }) => ({
        object,
        context: container.securityContext,
        path: at('securityContext.runAsNonRoot'),
      })),
    ];
    for (const { object, context, path } of places) {
      if ((context as { runAsNonRoot?: boolean } | undefined)?.runAsNonRoot === true) continue;
      yield fault(
        object,
        path,
        'nothing keeps an image from running as root here',
        'Set runAsNonRoot: true; the Pod Security Standard "restricted" asks for it.',
      );
    }
  },
});
