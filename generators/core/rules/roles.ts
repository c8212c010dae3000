import type { KubeObject } from '../kubernetes/objects.ts';
import type { Rendered } from './rule.ts';

export interface RoleRule {
  apiGroups?: readonly string[];
  resources?: readonly string[];
  verbs?: readonly string[];
}

export function roleRulesIn({
  objects,
}: Rendered): { object: KubeObject; path: string; rule: RoleRule }[] {
  return objects
    .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
    .flatMap((object) =>
      ((object.rules ?? []) as RoleRule[]).map((rule, i) => ({
        object,
        path: `rules[${i}]`,
        rule,
      })),
    );
}
