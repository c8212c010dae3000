import { dataOf } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'chart-kube-version',
  rows: ['V1'],
  title: 'The chart says from which Kubernetes on it works, those of clouds included',
  *checkChart(files) {
    const { kubeVersion } = dataOf(files, 'Chart.yaml');
    if (/^>=\d+\.\d+\.\d+-0$/.test(String(kubeVersion))) return;
    yield fileFault(
      'Chart.yaml',
      'kubeVersion',
      'without a floor the chart fails later and darker; without "-0" GKE and EKS are refused',
      'Write kubeVersion: ">=1.33.0-0" or another floor.',
    );
  },
});
