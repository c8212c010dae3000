import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'chart-api-version',
  rows: ['V2'],
  title: 'The chart is one for Helm 3 and Helm 4',
  *checkChart(files) {
    if (dataOf(files, 'Chart.yaml').apiVersion === 'v2') return;
    yield fileFault('Chart.yaml', 'apiVersion', 'only v2 is read by both Helms', 'Write v2.');
  },
});
