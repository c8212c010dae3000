import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

/** A chart beside this one is packed into charts/ and is there once. */
const liesInCharts = /^file:\/\/(\.\/+)*charts\//;

export default defineRule({
  id: 'local-subcharts',
  rows: ['37.1'],
  title: 'A subchart in charts/ has no repository',
  *checkChart(files) {
    const { dependencies = [] } = dataOf(files, 'Chart.yaml') as {
      dependencies?: readonly { repository?: string }[];
    };
    for (const [i, { repository = '' }] of dependencies.entries()) {
      if (!liesInCharts.test(repository)) continue;
      yield fileFault(
        'Chart.yaml',
        `dependencies[${i}].repository`,
        'helm dependency update leaves a package beside the folder, and Helm renders either',
        'Leave the repository out: Helm finds the folder in charts/.',
      );
    }
  },
});
