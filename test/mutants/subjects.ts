import type { Line } from './template-text.ts';

/** What would hurt most if it were lost, and where it stands; a change of it must be noticed. */
interface Subject {
  title: string;
  file?: RegExp;
  define?: RegExp;
  text?: RegExp;
}

const subjects: readonly Subject[] = [
  { title: 'network policy', file: /\/(test-connection-)?networkpolicy\.yaml$/ },
  { title: 'network policy', define: /^networkpolicy\.(pods|peer|port|ingress|dns|egress)$/ },
  { title: 'disruption budget', file: /\/pdb\.yaml$/ },
  { title: 'disruption budget', define: /^pdb\.(leastReplicas|count|rule)$/ },
  { title: 'selector labels', define: /^selectorLabels$/ },
  { title: 'selector labels', text: /"[\w-]+\.selectorLabels"/ },
  { title: 'security context', define: /^securityContext$/ },
  {
    title: 'security context',
    define: /^(pod\.(spec|container|initContainers))?$/,
    text: /security|automount|runAs|seccomp|RuntimeDefault|readOnlyRoot|allowPriv|privileged|capab|drop:/,
  },
  { title: 'probes', define: /^pod\.container$/, text: /probe/i },
  { title: 'checksum of the configuration', define: /^configmap\.(data|annotations)$/ },
  { title: 'replicas under an autoscaler', define: /^(autoscaledFrom|hpa\.leastReplicas)$/ },
  {
    title: 'replicas under an autoscaler',
    file: /\/deployment\.yaml$/,
    text: /autoscaled|replicaCount/,
  },
];

export function subjectOf(path: string, line: Line | undefined): string | undefined {
  if (!line) return undefined;
  return subjects.find(
    ({ file = /^/, define = /^/, text = /^/ }) =>
      file.test(path) && define.test(line.define) && text.test(line.text),
  )?.title;
}
