import { configKey, plainText } from '../../../generators/core/answers/rules.ts';
import { leaf } from '../../../generators/core/compose/tree.ts';
import { mapOf, patterns, scalar } from '../../../generators/core/compose/values-schema.ts';
import { defineFeature } from '../../../generators/core/feature.ts';

export default defineFeature({
  id: 'configmap',
  title: 'Configuration',
  group: 'configuration',
  answers: ({ group, map, text, yesNo }) =>
    group('Plain settings, handed to the app as environment variables.', {
      enabled: yesNo('Have a ConfigMap.', true),
      settings: map('Settings by name.', configKey, text('A text.', plainText)),
    }),
  environment: ({ group, map, text }) =>
    group('Settings of this environment.', {
      settings: map('Settings that differ here, by name.', configKey, text('A text.', plainText)),
    }),
  presets: {
    sample: {
      settings: { PODINFO_UI_MESSAGE: 'A first chart: put your own image in values.yaml' },
    },
  },
  isActive: (own) => own.enabled,
  facts: () => ({
    includes: {
      annotations: 'configmap.annotations',
      envFrom: 'configmap.envFrom',
      warnings: 'configmap.warnings',
    },
  }),
  values: (_, own) => ({
    config: leaf(
      { ...own.settings },
      'Plain settings, as environment variables. Never secrets. A change restarts the pods.',
      mapOf(scalar, patterns.configKey),
    ),
  }),
  overlay: ({ here }) => ({ config: { ...here?.settings } }),
  expects: ({ own, here }) => {
    const content = { ...own.settings, ...here?.settings };
    if (Object.keys(content).length === 0) return [];
    return [
      {
        it: 'has the settings of this environment',
        template: 'configmap.yaml',
        asserts: [{ isSubset: { path: 'data', content } }],
      },
    ];
  },
});
