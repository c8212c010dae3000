import { defineRule, fault } from '../rule.ts';
import { podsOf, sameNamespace } from '../walk.ts';

interface Binding {
  subjects?: readonly { kind: string; name: string }[];
}

export default defineRule({
  id: 'no-token',
  rows: ['P6'],
  title: 'No pod carries a token for the Kubernetes API that it has no rights for',
  exemptedBy: ['checkov/CKV_K8S_38', 'polaris/automountServiceAccountToken'],
  *check(rendered) {
    const bindings = rendered.objects.filter(({ kind }) => /^(Cluster)?RoleBinding$/.test(kind));
    for (const { object, spec, at } of podsOf(rendered)) {
      const hasRights = bindings.some(
        (binding) =>
          (binding.kind === 'ClusterRoleBinding' || sameNamespace(rendered, binding, object)) &&
          ((binding as Binding).subjects ?? []).some(
            ({ kind, name }) => kind === 'ServiceAccount' && name === spec.serviceAccountName,
          ),
      );
      if (spec.automountServiceAccountToken === false || hasRights) continue;
      yield fault(
        object,
        at('spec.automountServiceAccountToken'),
        'the token of the ServiceAccount is mounted, and whoever breaks in gets it',
        'Set automountServiceAccountToken: false; an app that needs it gets a Role, and the reason stands in exemptions for CKV_K8S_38 and Polaris.',
      );
    }
  },
});
