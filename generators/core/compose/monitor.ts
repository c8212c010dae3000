import * as rule from '../answers/rules.ts';
import type { Chart, Environment } from '../chart.ts';
import type { Expectation, Facts, Fields } from '../feature.ts';
import { branch, type DataMap, leaf, type Tree } from './tree.ts';
import {
  boolean,
  labels,
  listOf,
  matching,
  namespaceName,
  openMap,
  patterns,
} from './values-schema.ts';

/** What a ServiceMonitor and a PodMonitor have in common: all but whom they select. */
export const monitorAnswers = ({ map, text }: Fields) => ({
  interval: text({ hint: 'How often Prometheus asks.', example: '30s' }, duration, '30s'),
  scrapeTimeout: text(
    { hint: 'When it gives up; not above the interval.', example: '10s' },
    duration,
    '10s',
  ),
  labels: map(
    'Labels by which a Prometheus selects it.',
    rule.labelKey,
    text('A label value.', rule.labelValue),
  ),
  namespace: text(
    { hint: 'Its namespace, where Prometheus looks in its own alone.', example: 'monitoring' },
    rule.dnsLabel,
  ),
  scraperNamespace: text(
    { hint: 'Namespace of Prometheus.', example: 'monitoring' },
    rule.dnsLabel,
    'monitoring',
  ),
});

interface Own {
  interval: string;
  scrapeTimeout: string;
  labels: Record<string, string>;
  namespace: string;
  scraperNamespace: string;
}

function duration(value: string): string | undefined {
  return /^(\d+(ms|s|m|h))+$/.test(value) ? undefined : 'a duration such as 30s';
}

export function monitorFacts(
  kind: string,
  key: string,
  chart: Chart,
  own: Own,
  environment?: Environment,
): Facts {
  const portName = chart.metrics?.portName;
  return {
    includes: { notes: `${key.toLowerCase()}.notes` },
    clusterNeeds: [
      {
        object: kind,
        needs: 'the Prometheus operator (monitoring.coreos.com/v1)',
        value: `metrics.${key}.enabled`,
      },
    ],
    ...(portName
      ? {
          peersIn: {
            prometheus: {
              title: 'Prometheus',
              advice: `Prometheus, while there is a ${kind}.`,
              enabledBy: `((.Values.metrics).${key}).enabled`,
              namespace: environment?.cluster.scraperNamespace || own.scraperNamespace,
              ports: [portName],
            },
          },
        }
      : {}),
  };
}

export function monitorValues(kind: string, key: string, chart: Chart, own: Own): Tree {
  return {
    metrics: branch('', {
      [key]: branch('', {
        enabled: leaf(
          false,
          `Let Prometheus scrape the pods by a ${kind}. It needs the Prometheus operator.`,
          boolean,
        ),
        namespace: leaf(
          own.namespace,
          `Namespace of the ${kind}. Empty means the release's.`,
          namespaceName,
        ),
        labels: leaf(
          { ...own.labels },
          'Labels by which a Prometheus selects it, such as release: kube-prometheus-stack.',
          labels,
        ),
        path: leaf(
          chart.metrics?.path ?? '/metrics',
          'Path of the metrics.',
          matching(patterns.path),
        ),
        interval: leaf(own.interval, 'Time between two scrapes.', matching(patterns.duration)),
        scrapeTimeout: leaf(
          own.scrapeTimeout,
          'Time that a scrape may take; not above the interval.',
          matching(patterns.duration),
        ),
        relabelings: leaf([], "Changes to the target's labels.", listOf(openMap)),
        metricRelabelings: leaf([], "Changes to the samples' labels.", listOf(openMap)),
      }),
    }),
  };
}

export function monitorOverlay(key: string, { cluster }: Environment): DataMap {
  return cluster.prometheusOperator ? { metrics: { [key]: { enabled: true } } } : {};
}

export function monitorExpects(kind: string, { cluster }: Environment): Expectation[] {
  const count = cluster.prometheusOperator ? 1 : 0;
  return [
    {
      it: count === 1 ? 'is scraped' : `has no ${kind}, since the cluster could not take it`,
      template: `${kind.toLowerCase()}.yaml`,
      asserts: [{ hasDocuments: { count } }],
    },
  ];
}
