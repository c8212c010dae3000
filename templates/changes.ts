import type { TemplateChange } from '../generators/core/changes.ts';

/**
 * What has changed in charts, oldest first: whoever changes a template adds a line, for people who
 * own charts. Where only a golden chart was added, the newest line gets the new fingerprint.
 */
export const templateChanges: readonly TemplateChange[] = [
  {
    version: '0.2.0',
    text: 'helm-prod.lock also keeps the answers, so that updating an untouched chart is quick.',
    golden: '41d876a40002',
  },
  {
    version: '0.2.0',
    text: 'README.md tells how to change the chart and keep what was changed by hand.',
    golden: '4bdf18c92d38',
  },
];
