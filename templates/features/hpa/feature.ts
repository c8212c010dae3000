import type { Environment } from '../../../generators/core/chart.ts';
import { branch, leaf } from '../../../generators/core/compose/tree.ts';
import {
  boolean,
  integerFrom,
  listOf,
  openMap,
} from '../../../generators/core/compose/values-schema.ts';
import { defineFeature } from '../../../generators/core/feature.ts';

const percentage = integerFrom(0, 1000);

export default defineFeature({
  id: 'hpa',
  title: 'Autoscaling',
  group: 'scaling',
  answers: ({ group, integer, yesNo }) =>
    group('A HorizontalPodAutoscaler; by default it works in production.', {
      enabled: yesNo('Have a HorizontalPodAutoscaler.', true),
      minReplicas: integer('Pods at least.', 1, 1000, 3),
      maxReplicas: integer('Pods at most.', 1, 1000, 10),
      cpu: integer('CPU that it aims at, in percent of the request; 0 leaves it out.', 0, 1000, 70),
      memory: integer(
        'Memory that it aims at, in percent of the request; 0 leaves it out.',
        0,
        1000,
        80,
      ),
    }),
  environment: ({ group, perhapsInteger, perhapsYesNo }) =>
    group('Autoscaling in this environment.', {
      enabled: perhapsYesNo('Let it work here; by default in production alone.'),
      minReplicas: perhapsInteger('Pods at least.', 1, 1000),
      maxReplicas: perhapsInteger('Pods at most.', 1, 1000),
    }),
  isActive: (own) => own.enabled,
  whenRemoved:
    'The autoscaler owns the number of pods of a live release until the next upgrade: with Helm 4 add --force-conflicts to that one, and once more if it set the number meanwhile.',
  facts: (_, own, environment) => {
    const bounds = environment && boundsIn(own, environment);
    return {
      includes: { autoscaledFrom: 'hpa.leastReplicas', notes: 'hpa.notes' },
      clusterNeeds: [
        {
          object: 'HorizontalPodAutoscaler',
          needs: 'a metrics server',
          value: 'autoscaling.enabled',
        },
      ],
      ...(bounds ? { leastReplicas: bounds.minReplicas, mostReplicas: bounds.maxReplicas } : {}),
    };
  },
  check: (chart, own) => {
    if (own.minReplicas >= own.maxReplicas) {
      const { minReplicas, maxReplicas } = own;
      return [{ path: 'hpa.minReplicas', message: leastAboveMost(minReplicas, maxReplicas) }];
    }
    return chart.environments.flatMap((environment) => {
      const bounds = boundsIn(own, environment);
      if (!bounds || bounds.minReplicas < bounds.maxReplicas) return [];
      const { minReplicas, maxReplicas } = bounds;
      return [
        {
          path: `environments.${environment.name}.hpa`,
          message: leastAboveMost(minReplicas, maxReplicas),
        },
      ];
    });
  },
  values: (_, own) => ({
    autoscaling: branch('', {
      enabled: leaf(
        false,
        'Let a HorizontalPodAutoscaler own the number of pods. It needs a metrics server.',
        boolean,
      ),
      minReplicas: leaf(
        own.minReplicas,
        'Pods at least; from two on, one may fail unnoticed.',
        integerFrom(1, 1000),
      ),
      maxReplicas: leaf(
        own.maxReplicas,
        "Pods at most; mind the namespace's quota and what the database can take.",
        integerFrom(1, 1000),
      ),
      targetCPUUtilizationPercentage: leaf(
        own.cpu,
        'CPU to aim for, in percent of the request. 0 leaves it out.',
        percentage,
      ),
      targetMemoryUtilizationPercentage: leaf(
        own.memory,
        'Memory to aim for, in percent of the request. 0 leaves it out.',
        percentage,
      ),
      metrics: leaf(
        [],
        'More metrics, as autoscaling/v2 writes them. May hold templates.',
        listOf(openMap),
      ),
      behavior: leaf(
        {
          scaleDown: {
            stabilizationWindowSeconds: 300,
            policies: [{ type: 'Percent', value: 50, periodSeconds: 60 }],
          },
          scaleUp: {
            stabilizationWindowSeconds: 0,
            policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }],
          },
        },
        'How fast it scales: up at once, down slowly.',
        openMap,
      ),
    }),
  }),
  overlay: ({ own, environment }) => {
    const bounds = boundsIn(own, environment);
    return bounds ? { autoscaling: { enabled: true, ...bounds } } : {};
  },
  expects: ({ own, environment }) => {
    const bounds = boundsIn(own, environment);
    const template = 'hpa.yaml';
    if (!bounds)
      return [{ it: 'is not autoscaled', template, asserts: [{ hasDocuments: { count: 0 } }] }];
    const { minReplicas, maxReplicas } = bounds;
    return [
      {
        it: `scales from ${minReplicas} to ${maxReplicas} pods`,
        template,
        asserts: [
          { equal: { path: 'spec.minReplicas', value: minReplicas } },
          { equal: { path: 'spec.maxReplicas', value: maxReplicas } },
        ],
      },
    ];
  },
  tryOut: () => ({ autoscaling: { enabled: true } }),
});

interface Own {
  minReplicas: number;
  maxReplicas: number;
}

interface Here extends Partial<Record<keyof Own, number | undefined>> {
  enabled?: boolean | undefined;
}

/** Between how many pods it scales in an environment, or nothing where it does not. */
function boundsIn(own: Own, environment: Environment): Own | undefined {
  const here = environment.own.hpa as Here;
  if (!(here.enabled ?? environment.kind === 'production')) return undefined;
  return {
    minReplicas: here.minReplicas ?? Math.max(own.minReplicas, environment.replicas),
    maxReplicas: here.maxReplicas ?? own.maxReplicas,
  };
}

function leastAboveMost(least: number, most: number): string {
  return `the least of ${least} pods must be below the most of ${most}`;
}
