import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'upgrade-advice',
  rows: ['5.2'],
  title: 'The README says how to keep values over an upgrade',
  *checkChart(files) {
    if (files.get('README.md')?.includes('--reset-then-reuse-values')) return;
    yield fileFault(
      'README.md',
      '',
      'people take --reuse-values, and miss every new default',
      'Recommend --reset-then-reuse-values.',
    );
  },
});
