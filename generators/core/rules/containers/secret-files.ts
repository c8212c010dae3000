import { defineRule, fault } from '../rule.ts';
import { containersIn } from '../walk.ts';

export default defineRule({
  id: 'secret-files',
  rows: ['C11'],
  title: 'Secrets come as files, or the chart says why not',
  exemptedBy: ['checkov/CKV_K8S_35'],
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const places = [
        ...(container.env ?? []).map(({ valueFrom }, i) =>
          valueFrom?.secretKeyRef ? `env[${i}].valueFrom.secretKeyRef` : '',
        ),
        ...(container.envFrom ?? []).map(({ secretRef }, i) =>
          secretRef ? `envFrom[${i}].secretRef` : '',
        ),
      ];
      for (const place of places.filter(Boolean)) {
        yield fault(
          object,
          at(place),
          'a secret in the environment shows up in crash reports and child processes',
          'Mount the Secret as files, or exempt CKV_K8S_35 with the reason.',
        );
      }
    }
  },
});
