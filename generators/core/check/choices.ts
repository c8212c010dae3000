import { activeFeatures, type Chart, type Environment } from '../chart.ts';
import type { KubeObject } from '../kubernetes/objects.ts';
import { nameOf } from '../kubernetes/objects.ts';
import type { Rendered } from '../rules/rule.ts';
import { leastPodsOf } from '../rules/scalers.ts';
import { unlessMistyped } from './in-objects.ts';

/** Something that is allowed, and that a review would ask about. */
export interface Warning {
  message: string;
}

interface Expected {
  /** Any of these features will do. */
  features: readonly string[];
  /** Whether it is of use to this chart at all. */
  isOfUse(chart: Chart): boolean;
  without: string;
}

/** What production is asked to have; where the feature is there and switched off, NOTES warn. */
export const expectedInProduction: readonly Expected[] = [
  {
    features: ['pdb'],
    isOfUse: () => true,
    without: 'There is no PodDisruptionBudget: a node drain may stop all pods at once.',
  },
  {
    features: ['networkpolicy'],
    isOfUse: () => true,
    without: 'There is no NetworkPolicy: every pod of the cluster may reach this one.',
  },
  {
    features: ['servicemonitor', 'podmonitor'],
    isOfUse: ({ metrics }) => metrics !== undefined,
    without: 'The app serves metrics, and nobody collects them.',
  },
];

/** What is unsafe in an environment by the answers, and by what they rendered where that is known. */
export function unsafeChoices(
  chart: Chart,
  environment: Environment,
  rendered: Rendered | undefined,
): Warning[] {
  if (environment.kind !== 'production') return [];
  const active = new Set(activeFeatures(chart).map(({ feature }) => feature.id));
  const missing = expectedInProduction
    .filter(({ features, isOfUse }) => isOfUse(chart) && !features.some((id) => active.has(id)))
    .map(({ features, without }) => ({
      message: `${without} Add the feature ${features.join(' or ')}.`,
    }));
  return [...missing, ...(rendered ? (unlessMistyped(() => lonelyPods(rendered)) ?? []) : [])];
}

/** A rule asks for two as well, but the chart says itself where one is meant. */
function lonelyPods(rendered: Rendered): Warning[] {
  const isLonely = (object: KubeObject) =>
    ['Deployment', 'StatefulSet'].includes(object.kind) && leastPodsOf(rendered, object) < 2;
  return rendered.objects.filter(isLonely).map((object) => ({
    message: `${nameOf(object)} runs fewer than two pods in production: a node's drain stops it.`,
  }));
}
