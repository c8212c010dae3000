import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'local-subcharts',
  rows: ['37.1'],
  title: 'A subchart in charts/ has no repository',
  *checkChart(files) {
    const { dependencies = [] } = dataOf(files, 'Chart.yaml') as {
      dependencies?: readonly { repository?: string }[];
    };
    for (const [i, { repository = '' }] of dependencies.entries()) {
      if (!repository.startsWith('file://')) continue;
      yield fileFault(
        'Chart.yaml',
        `dependencies[${i}].repository`,
        'helm dependency update leaves a package beside the folder, and Helm renders either',
        'Leave the repository out: Helm finds the folder in charts/.',
      );
    }
  },
});
