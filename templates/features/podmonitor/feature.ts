import {
  monitorAnswers,
  monitorExpects,
  monitorFacts,
  monitorOverlay,
  monitorValues,
} from '../../../generators/core/compose/monitor.ts';
import { defineFeature } from '../../../generators/core/feature.ts';

export default defineFeature({
  id: 'podmonitor',
  title: 'PodMonitor',
  group: 'observability',
  answers: (fields) =>
    fields.group('A PodMonitor of the Prometheus operator; by default in staging and production.', {
      enabled: fields.yesNo('Have a PodMonitor.', false),
      ...monitorAnswers(fields),
    }),
  presets: { web: { enabled: false }, worker: { enabled: true } },
  isActive: (own) => own.enabled,
  needs: {
    metrics: 'there are no metrics to scrape: set metrics.enabled, or podmonitor.enabled false',
  },
  facts: (chart, own, environment) =>
    monitorFacts('PodMonitor', 'podMonitor', chart, own, environment),
  values: (chart, own) => monitorValues('PodMonitor', 'podMonitor', chart, own),
  overlay: ({ environment }) => monitorOverlay('podMonitor', environment),
  expects: ({ environment }) => monitorExpects('PodMonitor', environment),
});
