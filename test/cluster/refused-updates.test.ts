import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileMap, MODE_FILE } from '../../generators/core/files.ts';
import { decodeLock, encodeLock } from '../../generators/core/lock/lock.ts';
import { chartMaker, type OwnedChart } from '../cli/owned-chart.ts';
import { count } from '../setup/counts.ts';
import { inRoom, podsIn, settledPods } from './charts.ts';
import { type HelmName, helms, wait } from './helm.ts';
import { kubectl } from './kubectl.ts';
import { expectPods, type LiveChart, liveChart } from './live-chart.ts';
import { eventually, type Room } from './room.ts';

let maker: Awaited<ReturnType<typeof chartMaker>>;
beforeAll(async () => {
  maker = await chartMaker();
});
afterAll(() => maker.remove());

/** A command that is refused, since a release of the chart is live. */
interface Case {
  title: string;
  /** By which Helm, where what is said of it was tried with both already. */
  by?: HelmName;
  /** What the chart is like when it is installed, if not as it was made. */
  begins?(chart: OwnedChart): void;
  words: readonly string[];
  /** What the refusal names, what it says of it, and how to do it. */
  says: readonly RegExp[];
  /** What comes of it where somebody allows it; the release is rolled back then. */
  breaks(live: LiveChart, pods: readonly string[]): Promise<void>;
  safely(live: LiveChart, pods: readonly string[]): Promise<void>;
}

const besideThis = /Safely: .*second release beside this one.* then uninstall this one/;

const cases: readonly Case[] = [
  {
    title: 'another name of the chart',
    words: ['--name=shop'],
    says: [
      /Deployment\/my-app metadata\.name .*nothing serves in between/,
      /Service\/my-app metadata\.name .*Callers find the old name no more/,
      besideThis,
    ],
    async breaks({ helm, release, folder, room, valuesOf }) {
      const never = ['--set', 'nodeSelector.some=where', '--wait', '--timeout=3s'];
      const failed = await helm.attempt('upgrade', release, folder, ...valuesOf('prod'), ...never);
      expect(failed.code).not.toBe(0);
      // No new pod is ready, and what served before is gone all the same.
      expect(await namesOf(room, 'apis/apps/v1', 'deployments')).toEqual(['my-app-shop']);
      expect(await namesOf(room, 'api/v1', 'services')).toEqual(['my-app-shop']);
    },
    safely: beside,
  },
  {
    title: 'another name of the chart, where the objects keep theirs',
    words: ['--name=shop'],
    says: [/Safely: Keep the name, which .*nameOverride in the values does/],
    async breaks({ helm, release, folder, room, valuesOf }, pods) {
      await helm.run('upgrade', release, folder, ...valuesOf('prod'), ...wait);
      await eventually(async () => (await podsIn(room)).filter((pod) => pods.includes(pod)));
      expect(await namesOf(room, 'api/v1', 'services')).toEqual(['my-app-shop']);
    },
    async safely(live) {
      const [service] = await live.room.list('api/v1', 'services');
      live.chart.replace('values.yaml', 'nameOverride: ""', 'nameOverride: my-app');
      await live.bring('upgrade', 'prod');
      const kept = await live.room.list('api/v1', 'services');
      expect(kept.map(({ metadata }) => metadata.uid)).toEqual([service?.metadata.uid]);
    },
  },
  {
    title: 'a selector that an older version had made otherwise',
    begins: (chart) =>
      asOfOlder(chart, 'templates/_helpers.tpl', '\n{{- with .component }}\napp.', '\ntier: web$&'),
    words: [],
    says: [/Deployment\/my-app spec\.selector .*tier: web.* API server refuses/, besideThis],
    breaks: isRefused(/spec\.selector: Invalid value: .*field is immutable/s),
    safely: beside,
  },
  {
    title: 'other data of a sealed ConfigMap',
    by: 'helm4',
    begins: (chart) => withObject(chart, sealed('sealed')),
    words: ['--service.port=8080'],
    says: [/ConfigMap\/sealed data .*API server refuses/, /Safely: Put .* in its name/],
    breaks: isRefused(/ConfigMap.*"sealed".*immutable/s),
    async safely(live, pods) {
      live.chart.replace('values.yaml', 'name: sealed', 'name: sealed-{{ .Values.service.port }}');
      await live.bring('upgrade', 'prod');
      await expectPods(live, pods, { restarts: false, because: 'another object' });
      // And from now on nothing speaks against such a change.
      await live.command('update', 'my-app', '--service.port=8081');
      await live.bring('upgrade', 'prod');
    },
  },
  {
    title: 'other arguments of a pod',
    by: 'helm3',
    begins: (chart) => withObject(chart, watcher),
    words: ['--service.port=8080'],
    says: [
      /Pod\/watcher spec .*API server refuses/,
      /Safely: kubectl delete pod watcher --namespace NAMESPACE, then/,
    ],
    breaks: isRefused(/pod updates may not change fields/),
    async safely(live, pods) {
      await remove(live.room, 'pod', 'watcher');
      await live.bring('upgrade', 'prod');
      const others = pods.filter((pod) => pod !== 'watcher');
      await expectPods(live, others, { restarts: false, because: 'a pod beside them' });
    },
  },
  {
    title: 'a Service that an older version made headless',
    by: 'helm4',
    begins: (chart) =>
      asOfOlder(chart, 'templates/service.yaml', '\n  selector:\n', '\n  clusterIP: None$&'),
    words: [],
    says: [
      /Service\/my-app spec\.clusterIP .*stays headless/,
      /kubectl delete service my-app --namespace NAMESPACE, /,
    ],
    async breaks(live) {
      await live.bring('upgrade', 'prod');
      expect(await addressesIn(live.room)).toEqual(['None']);
    },
    async safely(live, pods) {
      await remove(live.room, 'service', 'my-app');
      await live.bring('upgrade', 'prod');
      expect(await addressesIn(live.room)).toEqual([expect.stringMatching(/^10\.96\./)]);
      await expectPods(live, pods, { restarts: false, because: 'another Service' });
    },
  },
];

describe.each(helms)(
  'under a live release of %s is refused, breaks, and has a safe way:',
  (helm) => {
    it.concurrent.for(cases.filter(({ by }) => (by ?? helm) === helm))(
      '$title',
      ({ begins, words, says, breaks, safely }, { task }) =>
        inRoom(async (room) => {
          const chart = maker.copy();
          try {
            begins?.(chart);
            const live = liveChart(task, helm, chart, room);
            const first = await live.bring('install', 'prod');
            const refusal = await live.refusal('update', 'my-app', ...words);
            for (const part of says) expect(refusal).toMatch(part);

            await live.command('update', 'my-app', ...words, '--allow-immutable');
            await breaks(live, first.pods);
            const pods = await live.rollBack(1, first);
            await safely(live, pods);
            count(task, 'refused changes that were made by the safe way');
          } finally {
            chart.remove();
          }
        }),
    );

    it.concurrent('another namespace of an environment', ({ task }) =>
      inRoom((room) =>
        inRoom(async (next) => {
          const chart = maker.copy();
          try {
            const live = liveChart(task, helm, chart, room);
            const move = (to: Room) => [
              'update',
              'my-app',
              `--environments.prod.namespace=${to.namespace}`,
            ];
            await live.command(...move(room), '--allow-immutable');
            const { pods } = await live.bring('install', 'prod');
            expect(await live.refusal(...move(next))).toMatch(
              /environment prod namespace .*stays as it is; .*Safely: Install into .* then helm uninstall in/s,
            );
            await live.command(...move(next), '--allow-immutable');
            const moved = liveChart(task, helm, chart, next);
            const { pods: others } = await moved.bring('install', 'prod');
            await expectPods(live, pods, { restarts: false, because: 'nothing touches it' });
            await live.helm.run('uninstall', live.release, ...wait);
            await expectPods(moved, others, { restarts: false, because: 'it is another release' });
            count(task, 'refused changes that were made by the safe way');
          } finally {
            chart.remove();
          }
        }),
      ));
  },
);

function isRefused(why: RegExp): Case['breaks'] {
  return async (live, pods) => {
    const { helm, release, folder, valuesOf } = live;
    const failed = await helm.attempt('upgrade', release, folder, ...valuesOf('prod'), ...wait);
    expect(failed.code).not.toBe(0);
    expect(failed.text).toMatch(why);
    await expectPods(live, pods, { restarts: false, because: 'nothing else has changed' });
    count(live.task, 'upgrades that the API server refused, as we had said');
  };
}

/** The first release serves until the second one does, and the second does not miss it. */
async function beside(live: LiveChart, pods: readonly string[]): Promise<void> {
  const { task, helmName, chart, room } = live;
  const second = liveChart(task, helmName, chart, room, 'second');
  const { objects } = await second.bring('install', 'prod');
  await expectPods(live, pods, { restarts: false, because: 'another release beside it' });
  const own = (await podsIn(room)).filter((pod) => !pods.includes(pod));
  expect(own).not.toEqual([]);
  await live.helm.run('uninstall', live.release, ...wait);
  await eventually(async () => (await podsIn(room)).filter((pod) => pods.includes(pod)));
  await settledPods(room, objects);
  await expectPods(second, own, { restarts: false, because: 'the first one is gone' });
}

const namesOf = async (room: Room, api: string, plural: string) =>
  (await room.list(api, plural)).map(({ metadata }) => metadata.name);

const addressesIn = async (room: Room) =>
  (await room.list('api/v1', 'services')).map(
    ({ spec }) => (spec as { clusterIP: string }).clusterIP,
  );

async function remove(room: Room, kind: string, name: string): Promise<void> {
  const gone = await kubectl(['delete', kind, name, '--namespace', room.namespace]);
  expect(gone.code, gone.text).toBe(0);
}

function withObject(chart: OwnedChart, object: string): void {
  chart.replace('values.yaml', 'extraObjects: []', `extraObjects:\n${object}`);
}

const sealed = (name: string) => `  - apiVersion: v1
    kind: ConfigMap
    metadata:
      name: ${name}
    immutable: true
    data:
      port: "{{ .Values.service.port }}"
`;

const watcher = `  - apiVersion: v1
    kind: Pod
    metadata:
      name: watcher
    spec:
      securityContext:
        {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: watcher
          image: example.com/watcher:1.0.0
          args: ["http://my-app:{{ .Values.service.port }}"]
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
          resources:
            requests: {cpu: 10m, memory: 16Mi, ephemeral-storage: 16Mi}
            limits: {memory: 16Mi, ephemeral-storage: 16Mi}
`;

/** As if the version that made the chart had had another template. */
function asOfOlder(chart: OwnedChart, path: string, from: string, to: string): void {
  const { version, answers = {}, files } = decodeLock(chart.read('helm-prod.lock'));
  chart.replace(path, from, to);
  const text = chart.read(path);
  const entries = [...files].map(([name, body]) => ({
    path: name,
    body: name === path ? text : body,
    mode: MODE_FILE,
  }));
  chart.write('helm-prod.lock', encodeLock(version, answers, fileMap(entries)));
}
