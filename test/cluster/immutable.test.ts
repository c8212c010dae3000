import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { immutableChanges } from '../../generators/core/immutable/changes.ts';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';
import { runTool, type ToolRun } from '../charts/run-tool.ts';
import { type Case, cases } from '../immutable/cases.ts';
import type { Parts } from '../immutable/objects.ts';
import { helmIn, helms } from './helm.ts';
import type { Stored } from './kube.ts';
import { eventually, kube, untilBound } from './room.ts';

/** A namespace of its own: neighbours with the same labels would take each other's pods in. */
interface Place {
  namespace: string;
  kubectl(args: readonly string[], input?: string): Promise<ToolRun>;
  get(plural: string, name: string): Promise<Stored | undefined>;
  /** Names and identities of all pods. */
  pods(): Promise<string[]>;
}

async function inPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const namespace = `immutable-${randomUUID().slice(0, 8)}`;
  const path = `/api/v1/namespaces/${namespace}`;
  const where = ['--kubeconfig', inject('access').kubeconfig, '--namespace', namespace];
  await kube.apply(JSON.stringify(named({ apiVersion: 'v1', kind: 'Namespace' }, namespace)));
  try {
    await work({
      namespace,
      kubectl: (args, input = '') =>
        runTool(inject('programs').kubectl, [...where, ...args], input),
      get: (plural, name) => kube.get(`${path}/${plural}/${name}`),
      pods: async () =>
        (await kube.list(`${path}/pods`)).map(({ metadata }) => `${metadata.name} ${metadata.uid}`),
    });
  } finally {
    await kube.remove(path);
  }
}

function named(parts: Parts, name: string): KubeObject {
  return { ...parts, metadata: { name } };
}

const claims = 'persistentvolumeclaims';

/** As Helm 3 sends what has changed, and as Helm 4 does. */
const ways = [
  ['a merge of three', ['apply']],
  ['a server-side apply', ['apply', '--server-side', '--force-conflicts']],
] as const;

describe.each(ways)('what is said of %s is what the API server does:', (_, verb) => {
  it.concurrent.each(cases)('$title', ({ before, after, fields, isIgnored }) =>
    inPlace(async ({ kubectl, get }) => {
      // Some are of the whole cluster.
      const name = `shop-${randomUUID().slice(0, 8)}`;
      const put = (parts: Parts) =>
        kubectl([...verb, '-f', '-'], JSON.stringify(named(parts, name)));
      expect(await put(before)).toMatchObject({ code: 0 });
      // As those of a live release are: before that the API server takes no change at all.
      if (before.kind === 'PersistentVolumeClaim') await untilBound(() => get(claims, name));
      const { code, text } = await put(after);
      expect(code === 0, text).toBe(fields.length === 0 || isIgnored === true);
      if (code !== 0) expect(text).toMatch(/forbidden|immutable|may not|cannot change|invalid/i);
      await kubectl(['delete', after.kind.toLowerCase(), name, '--wait=false']);
    }),
  );
});

const titles = [
  'another selector of a Deployment',
  'another selector of a DaemonSet',
  'another selector of a StatefulSet',
  'another service name',
  'a larger claim of a StatefulSet',
  'another pod management',
  'a Service that becomes headless',
  'a Service that is headless no more',
  'another image of a Job',
  'a binding to another role',
  'a Secret of another type',
];

/** The words of the cure that a shell takes. */
const deletion = /kubectl (delete \w+ [\w-]+(?: --cascade=orphan)?)/;

describe.each(helms)('the safe way, with %s, of', (helmName) => {
  it.concurrent.for(titles)('%s', (title, { task }) =>
    inPlace(async (place) => {
      const { before, after, isIgnored } = cases.find((one) => one.title === title) as Case;
      const [was, is] = [named(before, 'shop'), named(after, 'shop')];
      const [found] = immutableChanges(sourced(was), sourced(is));
      const command = deletion.exec(found?.safely ?? '')?.[1]?.split(' ');
      if (!command) throw new Error(`no command in: ${found?.safely}`);
      const helm = helmIn(task, helmName, place.namespace);
      const { folder, remove } = chartOf([was, is]);
      try {
        await helm.run('install', 'shop', folder, '--set', 'at=0');
        const refusal = await helm.attempt('upgrade', 'shop', folder, '--set', 'at=1');
        expect(refusal.code === 0, refusal.text).toBe(isIgnored === true);
        const pods = command.includes('--cascade=orphan') ? await somePods(place) : [];

        expect(await place.kubectl(command)).toMatchObject({ code: 0 });
        await helm.run('upgrade', 'shop', folder, '--set', 'at=1');
        if (is.kind === 'Service') {
          expect(isHeadless(await place.get('services', 'shop'))).toBe(isHeadless(is));
        }
        // What is left alone goes on running: that is what the cure promises.
        expect(await place.pods()).toEqual(expect.arrayContaining(pods));
      } finally {
        remove();
      }
    }),
  );
});

function sourced(object: KubeObject) {
  return [{ source: 'templates/object.yaml', object }];
}

function isHeadless(service: KubeObject | undefined): boolean {
  const spec = service?.spec as { clusterIP?: string } | undefined;
  return spec?.clusterIP === 'None';
}

async function somePods({ pods }: Place): Promise<string[]> {
  await eventually(async () => ((await pods()).length > 0 ? [] : ['no pods']));
  return pods();
}

/** A chart that makes one of some objects, by a value. */
function chartOf(objects: readonly KubeObject[]): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'immutable-chart-'));
  mkdirSync(join(folder, 'templates'));
  writeFileSync(join(folder, 'Chart.yaml'), 'apiVersion: v2\nname: one\nversion: 0.1.0\n');
  writeFileSync(join(folder, 'values.yaml'), JSON.stringify({ at: 0, objects }));
  const template = '{{ index .Values.objects (int .Values.at) | toYaml }}\n';
  writeFileSync(join(folder, 'templates/object.yaml'), template);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
