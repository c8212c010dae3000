import type { DataMap } from '../../generators/core/compose/tree.ts';

/** Answers that no golden scenario has and that change who may call whom. */
export const unusual: Readonly<Record<string, DataMap>> = {
  'a web app with many peers behind a load balancer': {
    name: 'hub',
    port: 7000,
    metrics: { port: 7001 },
    extraPorts: {
      admin: { port: 7002 },
      telemetry: { port: 7003, protocol: 'UDP' },
    },
    service: { type: 'LoadBalancer', port: 8443 },
    ingress: { controllerNamespace: 'edge-system' },
    networkpolicy: {
      from: {
        console: { ports: ['admin'] },
        sensors: { namespace: 'field', ports: ['telemetry'] },
        auditor: { namespace: 'audit', labels: { role: 'auditor' }, ports: ['http', 'metrics'] },
      },
      to: {
        queue: { labels: { app: 'queue' }, port: 5672 },
        clock: { namespace: 'time', port: 123, protocol: 'UDP' },
        sibling: { port: 9000 },
        bank: { cidr: '203.0.113.64/26', port: 8443 },
        archive: { cidr: '2001:db8:7::/48', port: 22 },
      },
      nodeLocalDns: false,
    },
    environments: {
      prod: { cluster: { controllerNamespace: 'gateway', scraperNamespace: 'observability' } },
    },
  },
  'a web app on node ports without metrics': {
    name: 'gate',
    metrics: { enabled: false },
    servicemonitor: { enabled: false },
    service: { type: 'NodePort' },
    networkpolicy: { httpsOutside: false },
  },
  'a worker that others steer': {
    name: 'crane',
    profile: 'worker',
    extraPorts: { control: { port: 6000 } },
    podmonitor: { scraperNamespace: 'metrics' },
    networkpolicy: {
      from: { pilot: { namespace: 'harbour', ports: ['control'] }, clerk: {} },
      to: { database: { namespace: 'data', labels: { app: 'postgres' }, port: 5432 } },
      httpsOutside: false,
    },
  },
};
