import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'read-only-root',
  rows: ['C3'],
  title: 'The root file system of every container is read-only',
  exemptedBy: ['checkov/CKV_K8S_22'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      if (container.securityContext?.readOnlyRootFilesystem === true) continue;
      yield fault(
        object,
        at('securityContext.readOnlyRootFilesystem'),
        'whoever breaks in can change the program',
        'Set readOnlyRootFilesystem: true and mount an emptyDir where the app must write, or exempt CKV_K8S_22 with the reason.',
      );
    }
  },
});
