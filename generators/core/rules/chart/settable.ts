import { dataOf, valueAt } from '../files.ts';
import { defineRule, fileFault } from '../rule.ts';

interface Setting {
  row: string;
  path: string;
  /** The value is asked of charts that have this one. */
  beside: string;
  why: string;
}

const settings: readonly Setting[] = [
  {
    row: '2.5',
    path: 'instanceOverride',
    beside: 'nameOverride',
    why: 'no release can move under an umbrella with its pods alive',
  },
  { row: '10.2', path: 'image.digest', beside: 'image', why: 'nobody can pin the image' },
  { row: 'C9', path: 'image.pullPolicy', beside: 'image', why: 'nobody can choose' },
  {
    row: '23.3',
    path: 'restartToken',
    beside: 'image',
    why: 'nothing restarts the pods when a Secret changes that the chart does not render',
  },
  {
    row: '27.3',
    path: 'writableDirs',
    beside: 'securityContext',
    why: 'an app that needs a cache folder meets a read-only file system',
  },
  {
    row: '33.2',
    path: 'networkPolicy.dns.nodeLocalCIDR',
    beside: 'networkPolicy',
    why: 'pods on nodes with a DNS cache can not be allowed to ask it',
  },
  {
    row: '34.4',
    path: 'networkPolicy.extraIngress',
    beside: 'networkPolicy',
    why: 'what nobody thought of can not be allowed',
  },
  {
    row: '34.4',
    path: 'networkPolicy.extraEgress',
    beside: 'networkPolicy',
    why: 'what nobody thought of can not be allowed',
  },
  {
    row: '35.1',
    path: 'metrics.serviceMonitor.labels',
    beside: 'metrics.serviceMonitor',
    why: 'a Prometheus that selects by labels never sees the monitor',
  },
  {
    row: '40',
    path: 'openshift.enabled',
    beside: 'podSecurityContext',
    why: 'OpenShift refuses pods that choose their own user',
  },
  {
    row: 'P7',
    path: 'priorityClassName',
    beside: 'image',
    why: 'nobody can say which pods go first when a node is full',
  },
];

export default defineRule({
  id: 'settable',
  rows: [...new Set(settings.map(({ row }) => row))],
  title: 'What clusters and companies differ in is a value',
  *checkChart(files) {
    const values = dataOf(files, 'values.yaml');
    for (const { path, beside, why } of settings) {
      if (valueAt(values, beside) === undefined || valueAt(values, path) !== undefined) continue;
      yield fileFault('values.yaml', path, `without this value ${why}`, 'Add it, with a default.');
    }
  },
});
