import { defineRule, fault } from '../rule.ts';
import { podsOf } from '../walk.ts';

export default defineRule({
  id: 'seccomp-profile',
  rows: ['P4'],
  title: 'Pods run under the seccomp profile of their runtime',
  *check(rendered) {
    for (const { object, spec, at } of podsOf(rendered)) {
      const { seccompProfile } = (spec.securityContext ?? {}) as {
        seccompProfile?: { type?: string };
      };
      if (seccompProfile?.type === 'RuntimeDefault' || seccompProfile?.type === 'Localhost')
        continue;
      yield fault(
        object,
        at('spec.securityContext.seccompProfile.type'),
        'the pod may make every system call',
        'Set seccompProfile: {type: RuntimeDefault} in the security context of the pod.',
      );
    }
  },
});
