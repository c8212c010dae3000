import type { KubeObject, LabelSelector } from '../kubernetes/objects.ts';
import { ofKind } from './kinds.ts';
import type { Rendered } from './rule.ts';
import { podsOf } from './walk.ts';

/** What tells the pods of one workload from all others; the only labels that a selector may name. */
export const identityLabels = ['name', 'instance', 'component'].map(
  (part) => `app.kubernetes.io/${part}`,
);

export interface Selector {
  object: KubeObject;
  path: string;
  selector: LabelSelector;
}

/** Every selector by which the chart means its own pods. */
export function selectorsIn(rendered: Rendered): Selector[] {
  return [
    ...['Deployment', 'StatefulSet', 'DaemonSet', 'PodDisruptionBudget'].flatMap((kind) =>
      rendered.objects
        .filter((object) => object.kind === kind)
        .map((object) => ({
          object,
          path: 'spec.selector',
          selector: (object.spec as { selector?: LabelSelector } | undefined)?.selector ?? {},
        })),
    ),
    ...ofKind(rendered, 'Service')
      .filter(({ spec }) => spec.selector)
      .map((object) => ({
        object,
        path: 'spec.selector',
        selector: { matchLabels: object.spec.selector ?? {} },
      })),
    ...ofKind(rendered, 'NetworkPolicy').map((object) => ({
      object,
      path: 'spec.podSelector',
      selector: object.spec.podSelector ?? {},
    })),
    ...spreadSelectorsIn(rendered),
  ];
}

/** The labels that a selector asks for. */
export function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}

function spreadSelectorsIn(rendered: Rendered): Selector[] {
  return podsOf(rendered).flatMap(({ object, spec, at }) =>
    ((spec.topologySpreadConstraints ?? []) as { labelSelector?: LabelSelector }[]).flatMap(
      ({ labelSelector }, i) =>
        labelSelector
          ? [
              {
                object,
                path: at(`spec.topologySpreadConstraints[${i}].labelSelector`),
                selector: labelSelector,
              },
            ]
          : [],
    ),
  );
}
