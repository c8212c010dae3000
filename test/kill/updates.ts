import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MODE_EXECUTABLE, MODE_FILE } from '../../generators/core/files.ts';
import type { Change, UpdatePlan } from '../../generators/core/plan.ts';
import { fingerprint } from '../../generators/shell/commit/fingerprint.ts';

interface Existing {
  body: string;
  mode: number;
}

/** A chart that an earlier run made and people have edited since: every kind of file there is. */
const EXISTING: Readonly<Record<string, Existing>> = {
  'Chart.yaml': { body: 'name: my-app\nversion: 0.1.0\n', mode: 0o644 },
  'helm-prod.lock': { body: lines('| old', 400), mode: 0o644 },
  'helm-prod.yaml': { body: 'name: my-app # ours\n', mode: 0o640 },
  'values.yaml': { body: 'port: 8080\r\n# mine\r\nreplicas: 7\r\n', mode: 0o664 },
  'run.sh': { body: '#!/bin/sh\nexec true # mine\n', mode: 0o755 },
  'templates/pod.yaml': { body: lines('# pod: ünïcödé', 90), mode: 0o644 },
  'templates/NOTES.txt': { body: 'mine, without a last newline', mode: 0o444 },
  'templates/hpa.yaml': { body: 'kind: HorizontalPodAutoscaler\n', mode: 0o644 },
  'templates/hooks/one.yaml': { body: 'one\n', mode: 0o644 },
  'templates/hooks/more/two.yaml': { body: 'two\n', mode: 0o600 },
  'tests/hpa_test.yaml': { body: 'suite: hpa\n', mode: 0o644 },
  'tests/mine_test.yaml': { body: 'suite: mine\n', mode: 0o644 },
};

const CHANGES: readonly Change[] = [
  replaced('Chart.yaml', 'name: my-app\nversion: 0.2.0\n'),
  replaced('helm-prod.lock', lines('| new', 410)),
  replaced('helm-prod.yaml', 'name: my-app # ours\nmetrics: true\n'),
  replaced('values.yaml', 'port: 8080\r\n# mine\r\nreplicas: 7\r\nmetrics: true\r\n'),
  replaced('run.sh', '#!/bin/sh\nset -e\nexec true # mine\n'),
  replaced('templates/pod.yaml', lines('# pod: ünïcödé ✓', 95)),
  removed('templates/hpa.yaml'),
  removed('templates/hooks/one.yaml'),
  removed('templates/hooks/more/two.yaml'),
  removed('tests/hpa_test.yaml'),
  added('templates/metrics.yaml', 'kind: ServiceMonitor\n'),
  added('dashboards/json/app.json', lines('{}', 40)),
  added('dashboards/load.sh', '#!/bin/sh\n', MODE_EXECUTABLE),
];

export function update(root: string): UpdatePlan {
  return { root, changes: CHANGES };
}

export function layOut(folder: string): void {
  for (const [path, { body, mode }] of Object.entries(EXISTING)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
    chmodSync(file, mode);
  }
  chmodSync(join(folder, 'templates/hooks'), 0o750);
}

export function replaced(path: string, body: string): Change {
  return { path, was: fingerprintOf(path), body, mode: MODE_FILE };
}

export function removed(path: string): Change {
  return { path, was: fingerprintOf(path), body: null, mode: MODE_FILE };
}

export function added(path: string, body: string, mode = MODE_FILE): Change {
  return { path, was: null, body, mode };
}

function fingerprintOf(path: string): string {
  const existing = EXISTING[path];
  if (existing === undefined) throw new Error(`${path} is not in the chart`);
  return fingerprint(existing.body);
}

function lines(line: string, count: number): string {
  return `${line}\n`.repeat(count);
}
