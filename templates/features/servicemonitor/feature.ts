import {
  monitorAnswers,
  monitorExpects,
  monitorFacts,
  monitorOverlay,
  monitorValues,
} from '../../../generators/core/compose/monitor.ts';
import { defineFeature } from '../../../generators/core/feature.ts';

export default defineFeature({
  id: 'servicemonitor',
  title: 'ServiceMonitor',
  group: 'observability',
  answers: (fields) =>
    fields.group(
      'A ServiceMonitor of the Prometheus operator; by default in staging and production.',
      {
        enabled: fields.yesNo('Have a ServiceMonitor.', true),
        ...monitorAnswers(fields),
      },
    ),
  presets: { worker: { enabled: false } },
  isActive: (own) => own.enabled,
  needs: {
    service: 'a ServiceMonitor needs a Service: set service.enabled, or use podmonitor.enabled',
    metrics: 'there are no metrics to scrape: set metrics.enabled, or servicemonitor.enabled false',
  },
  facts: (chart, own, environment) =>
    monitorFacts('ServiceMonitor', 'serviceMonitor', chart, own, environment),
  values: (chart, own) => monitorValues('ServiceMonitor', 'serviceMonitor', chart, own),
  overlay: ({ environment }) => monitorOverlay('serviceMonitor', environment),
  expects: ({ environment }) => monitorExpects('ServiceMonitor', environment),
});
