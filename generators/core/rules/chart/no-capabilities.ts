import { linesWith } from '../files.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'no-capabilities',
  rows: ['14'],
  title: 'A value decides whether an object of a CRD is rendered',
  checkChart: (files) =>
    linesWith(
      files,
      /\.Capabilities\.APIVersions/,
      () => 'under helm template and GitOps no API is ever there, and the object vanishes',
      'Ask an explicit value.',
    ),
});
