import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chartForEach } from './chart-for-each.ts';
import type { OwnedChart } from './owned-chart.ts';

let chart: OwnedChart;
chartForEach((copy) => {
  chart = copy;
});

const portByHand = () => chart.replace('values.yaml', 'http: 8080', 'http: 3333');
const clash = ['update', 'my-app', '--port=4000'];
const free = ['--no-verify', '--allow-immutable'];

it.each<{ outcome: string; words: string[]; code: number; before?: () => void; CI?: 'true' }>([
  { outcome: 'a new chart', words: ['other', '--defaults'], code: 0 },
  { outcome: 'a new chart, not verified', words: ['other', '--defaults'], code: 4, CI: 'true' },
  { outcome: 'a dry run', words: ['other', '--defaults', '--dry-run'], code: 0, CI: 'true' },
  { outcome: 'nothing to do', words: ['update', 'my-app'], code: 0 },
  { outcome: 'an update', words: [...clash, ...free], code: 0 },
  {
    outcome: 'an update, not verified',
    words: [...clash, '--allow-immutable', '--verify'],
    code: 4,
  },
  { outcome: 'no drift', words: ['update', 'my-app', '--check'], code: 0 },
  { outcome: 'drift', words: [...clash, '--check'], code: 5 },
  { outcome: 'a conflict', words: [...clash, ...free], code: 3, before: portByHand },
  {
    outcome: 'a conflict that was settled',
    words: [...clash, ...free, '--on-conflict=keep'],
    code: 0,
    before: portByHand,
  },
  {
    outcome: 'a conflict that ends the run',
    words: [...clash, '--on-conflict=abort'],
    code: 3,
    before: portByHand,
  },
  {
    outcome: 'a conflict on a dry run',
    words: [...clash, '--dry-run'],
    code: 0,
    before: portByHand,
  },
  { outcome: 'a change of one feature', words: ['feature', 'add', 'hpx', 'my-app'], code: 2 },
  { outcome: 'a list of features', words: ['feature', 'list', 'my-app'], code: 0 },
  { outcome: 'a list of environments', words: ['environment', 'list', 'my-app'], code: 0 },
  { outcome: 'a check without tools', words: ['check', 'my-app'], code: 0 },
  { outcome: 'a strict check without tools', words: ['check', 'my-app'], code: 4, CI: 'true' },
  {
    outcome: 'a check that finds something',
    words: ['check', 'my-app'],
    code: 1,
    before: () => rmSync(chart.at('helm-prod.lock')),
  },
  { outcome: 'what a chart is', words: ['info', 'my-app'], code: 0, CI: 'true' },
  { outcome: 'a wrong flag', words: ['my-app', '--prot=1'], code: 2 },
  { outcome: 'no chart', words: ['info', 'nowhere'], code: 2 },
])(
  'as JSON, $outcome is ok where the exit code is 0: $code',
  async ({ words, code, before, CI }) => {
    before?.();
    const ran = await chart.run([...words, '--json'], CI ? { env: { CI } } : {});
    expect(ran.code, ran.stdout).toBe(code);
    expect(JSON.parse(ran.stdout).ok).toBe(code === 0);
  },
);
