/** An object but for its name. */
export interface Parts {
  apiVersion: string;
  kind: string;
  [key: string]: unknown;
}

export const app = { app: 'shop' };
export const other = { app: 'shop', tier: 'web' };

export const container = { name: 'app', image: 'example.com/shop:1' };
export const podSpec = { containers: [container], restartPolicy: 'Always' };
export const nextImage = {
  ...podSpec,
  containers: [{ ...container, image: 'example.com/shop:2' }],
};

export function workload(
  kind: string,
  labels: object,
  spec: object = podSpec,
  more: object = {},
): Parts {
  const selector = { matchLabels: labels };
  return {
    apiVersion: 'apps/v1',
    kind,
    spec: { selector, template: { metadata: { labels }, spec }, ...more },
  };
}

function claim(storage: string, more: object = {}) {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } }, ...more };
}

export function claimTemplate(storage = '1Gi', more: object = {}) {
  return { metadata: { name: 'data' }, spec: claim(storage, more) };
}

export function statefulSet(more: object = {}): Parts {
  const usual = { serviceName: 'shop', volumeClaimTemplates: [claimTemplate()] };
  return workload('StatefulSet', app, podSpec, { ...usual, ...more });
}

export function job(more: object = {}, image = 'example.com/shop:1'): Parts {
  const spec = { restartPolicy: 'Never', containers: [{ ...container, image }] };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    spec: { template: { metadata: { labels: app }, spec }, ...more },
  };
}

/** A Job of one container that says more of itself, as may its pod. */
export function jobOf(own: object, ofPod: object = {}): Parts {
  const spec = { restartPolicy: 'Never', containers: [{ ...container, ...own }], ...ofPod };
  return job({ template: { metadata: { labels: app }, spec } });
}

export function service(more: object = {}): Parts {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    spec: { selector: app, ports: [{ port: 80 }], ...more },
  };
}

export function object(apiVersion: string, kind: string, more: object = {}): Parts {
  return { apiVersion, kind, ...more };
}

export const externalName = object('v1', 'Service', {
  spec: { type: 'ExternalName', externalName: 'shop.example.com' },
});
export const storageClass = (more: object = {}) =>
  object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/disk', ...more });
export const priorityClass = (more: object = {}) =>
  object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1, ...more });
export const roleBinding = (name: string) =>
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
  });
export const config = (more: object) => object('v1', 'ConfigMap', more);
export const pvc = (storage: string, more: object = {}) =>
  object('v1', 'PersistentVolumeClaim', { spec: claim(storage, more) });
export const pod = (spec: object) => object('v1', 'Pod', { spec });
export const localBalancer = (more: object) =>
  service({ type: 'LoadBalancer', externalTrafficPolicy: 'Local', ...more });
export const csiDriver = (spec: object) => object('storage.k8s.io/v1', 'CSIDriver', { spec });
export const volume = (more: object) =>
  object('v1', 'PersistentVolume', {
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], ...more },
  });
export const slice = (addressType: string, address: string) =>
  object('discovery.k8s.io/v1', 'EndpointSlice', {
    addressType,
    endpoints: [{ addresses: [address] }],
  });
export const devices = (deviceClassName: string) => ({
  devices: { requests: [{ name: 'one', exactly: { deviceClassName } }] },
});
