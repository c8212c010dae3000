import type { Toolbox } from './toolbox.ts';

const needed = [
  ...(['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok'] as const),
  ...(['helm3', 'helm4', 'kubectl', 'schemas'] as const),
];

/** Why `npm run test:cluster` cannot even begin, so that none of its tests could say so. */
export function missingForCluster(toolbox: Toolbox): string[] {
  return needed.flatMap((key) => {
    const tool = toolbox[key];
    return tool.ok ? [] : [tool.reason];
  });
}
