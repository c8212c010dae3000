import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  type KubeObject,
  type PodTemplate,
  podTemplateOf,
} from '../../generators/core/kubernetes/objects.ts';
import { scenarios } from '../charts/scenarios.ts';
import { count } from '../setup/counts.ts';
import { bringAlong, chartOnDisk, hookOf, inRoom, release, settledPods } from './charts.ts';
import { helmIn, wait } from './helm.ts';
import { eventually, kube, type Room } from './room.ts';

interface EndpointSlice {
  endpoints: { addresses: string[]; targetRef?: { name: string } }[] | null;
  ports: { name: string; port: number }[] | null;
}

describe.each(scenarios)('the Services of %s', async (scenario) => {
  const { chart, folder, environments, valuesOf, objectsOf, remove } = await chartOnDisk(scenario);

  beforeAll(() => bringAlong(chart));
  afterAll(() => remove());

  it.concurrent('lead to the pods of the app, and to no other pod of the release', async ({
    task,
    expect,
  }) => {
    await inRoom(async (room) => {
      const values = valuesOf(environments.at(-1));
      const objects = await objectsOf(values);
      const { run } = helmIn(task, 'helm4', room.namespace);
      await run('install', release, folder, ...values, ...wait);
      const pods = await settledPods(room, objects);
      // Pods that go on running: those of a test or a hook end before anybody sees them.
      const bystanders = objects.filter((object) => object.kind === 'Pod' && hookOf(object));
      for (const bystander of [...bystanders, ...othersLike(objects)])
        await runFor(room, bystander);

      const services = objects.filter(({ kind }) => kind === 'Service');
      expect(services.length).toBe(chart.profile === 'web' && scenario !== 'bare' ? 1 : 0);
      for (const service of services) {
        await eventually(async () => {
          const slices = await slicesOf(room, service);
          const found = slices.flatMap(({ endpoints }) => endpoints ?? []);
          const names = found.map(({ targetRef }) => targetRef?.name ?? '').toSorted();
          return names.join() === pods.join() ? [] : [`leads to ${names}, not to ${pods}`];
        });
        const numbers = (await slicesOf(room, service)).flatMap(({ ports }) => ports ?? []);
        const declared = (service.spec as { ports: { name: string; targetPort: string }[] }).ports;
        for (const { name, targetPort } of declared) {
          const port = numbers.find((found) => found.name === name)?.port;
          expect(port, name).toBe(portNamed(objects, targetPort));
        }
        count(task, 'Services whose endpoints were right', 1);
      }
    });
  });

  if (scenario === 'first-web') {
    it.concurrent('wait for the address of a load balancer', async ({ task, expect }) => {
      await inRoom(async (room) => {
        for (const helm of ['helm3', 'helm4'] as const) {
          const { run } = helmIn(task, helm, room.namespace);
          await run('install', release, folder, '--set', 'service.type=LoadBalancer', ...wait);
          const [service] = await room.list('api/v1', 'services');
          expect(service?.status).toHaveProperty('loadBalancer.ingress');
          await run('uninstall', release, '--wait');
        }
      });
    });
  }
});

function portNamed(objects: readonly KubeObject[], name: string): number | undefined {
  const ports = templateIn(objects).spec.containers.flatMap(({ ports: all = [] }) => all);
  return ports.find((port) => port.name === name)?.containerPort;
}

function templateIn(objects: readonly KubeObject[]): PodTemplate {
  const workload = objects.find(({ kind }) => kind === 'Deployment');
  const found = workload && podTemplateOf(workload);
  if (!found) throw new Error('the chart has no Deployment');
  return found.template;
}

async function slicesOf(room: Room, service: KubeObject): Promise<EndpointSlice[]> {
  const slices = await room.list('apis/discovery.k8s.io/v1', 'endpointslices');
  return slices.filter(
    ({ metadata }) => metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name,
  ) as unknown as EndpointSlice[];
}

/** A pod of the same release that does other work, as a migration or a worker beside it would. */
function othersLike(objects: readonly KubeObject[]): KubeObject[] {
  const { metadata, spec } = templateIn(objects);
  const labels = { ...metadata?.labels, 'app.kubernetes.io/component': 'migration' };
  return [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'migration', labels }, spec }];
}

/** Runs a pod under another name, as no hook, and waits until it could be called. */
async function runFor(room: Room, pod: KubeObject): Promise<void> {
  const name = `${pod.metadata.name}-running`;
  const metadata = { name, labels: pod.metadata.labels };
  const path = `/api/v1/namespaces/${room.namespace}/pods`;
  await kube.create(path, { ...pod, metadata });
  await eventually(async () => {
    const status = (await kube.get(`${path}/${name}`))?.status;
    return status?.phase === 'Running' ? [] : [`${name} is ${status?.phase}`];
  });
}
