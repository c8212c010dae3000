import type { DataMap } from '../compose/tree.ts';
import { mergeData } from '../compose/tree.ts';
import { features } from '../features.ts';
import type { Profile } from './profiles.ts';

/** The image of a first chart: public, small, and at home under the emitted security settings. */
export const sampleRepository = 'stefanprodan/podinfo';

const sampleImage: DataMap = {
  image: { registry: 'ghcr.io', repository: sampleRepository, tag: '6.9.2' },
  workload: {
    // Both ports are the chart's, so that it can be moved to others.
    command: [
      './podinfo',
      '--port={{ .Values.ports.http }}',
      '--port-metrics={{ .Values.ports.metrics | default 0 }}',
    ],
    logVariable: 'PODINFO_LEVEL',
  },
};

const byProfile: Readonly<Record<Profile, DataMap>> = {
  web: {
    probes: {
      live: { kind: 'http', path: '/healthz' },
      ready: { kind: 'http', path: '/readyz' },
      startup: { kind: 'http', path: '/healthz' },
    },
  },
  worker: {
    probes: {
      // The worker touches the first file while it makes progress, the second once it is ready.
      live: { kind: 'exec', command: ['/bin/sh', '-c', 'find /tmp/alive -mmin -1 | grep -q .'] },
      ready: { kind: 'exec', command: ['/bin/sh', '-c', 'test -e /tmp/ready'] },
      startup: { kind: 'exec', command: ['/bin/sh', '-c', 'test -e /tmp/alive'] },
    },
  },
};

/** Bounded below the probe's own timeout, so that it says why it failed. */
const podcli = (path: string): string[] => {
  return ['podcli', 'check', 'http', '--timeout=1s', `localhost:8080/${path}`];
};

const sampleWorker: DataMap = {
  workload: {
    command: ['./podinfo', '--port=8080', '--port-metrics={{ .Values.ports.metrics | default 0 }}'],
  },
  probes: {
    live: { kind: 'exec', command: podcli('healthz') },
    ready: { kind: 'exec', command: podcli('readyz') },
    startup: { kind: 'exec', command: podcli('healthz') },
  },
};

const environments: DataMap = { dev: {}, staging: {}, prod: {} };

/** What is assumed where nobody says otherwise. */
export function presetFor(profile: Profile, hasImage: boolean): DataMap {
  const layers = [{ environments }, ofFeatures(profile), byProfile[profile]];
  if (!hasImage) {
    layers.push(sampleImage, ofFeatures('sample'), profile === 'worker' ? sampleWorker : {});
  }
  return layers.reduce(mergeData, {});
}

function ofFeatures(occasion: Profile | 'sample'): DataMap {
  return Object.fromEntries(
    features.flatMap(({ id, presets }) =>
      presets?.[occasion] ? [[id, presets[occasion] as DataMap]] : [],
    ),
  );
}
