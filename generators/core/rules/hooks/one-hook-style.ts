import { defineRule, fault } from '../rule.ts';
import { isHook } from '../walk.ts';

export default defineRule({
  id: 'one-hook-style',
  rows: ['30.5'],
  title: 'Hooks are those of Helm or those of Argo CD, never both',
  *check({ objects }) {
    const helms = objects.find(isHook);
    const argos = objects.find(
      ({ metadata }) => metadata.annotations?.['argocd.argoproj.io/hook'] !== undefined,
    );
    if (!helms || !argos) return;
    yield fault(
      argos,
      'metadata.annotations["argocd.argoproj.io/hook"]',
      `with it Argo CD heeds no Helm hook, such as ${helms.kind} ${helms.metadata.name}`,
      'Let one value decide which of the two is rendered.',
    );
  },
});
