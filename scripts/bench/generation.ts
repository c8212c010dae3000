import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileMap } from '../../generators/core/files.ts';
import type { Toolbox } from '../tools/resolve.ts';
import { type Absent, type Contender, type Contest, contestOf, tried } from './contender.ts';
import { type PeerTemplate, peerTemplates, requireChart } from './peer-templates.ts';
import type { Peers } from './peers.ts';
import type { Room } from './run.ts';

const project = join(import.meta.dirname, '../..');
export const cli = [process.execPath, join(project, 'dist/cli.cjs')] as const;

/** A chart from nothing: by us, by Helm, and by generators that are told to make ours. */
export function generationContest(
  chart: FileMap,
  name: string,
  peers: Peers,
  tools: Toolbox,
  room: Room,
): Contest {
  return contestOf('Generation', [
    nodeAlone('node'),
    ...ourselves(chart, name, room),
    ...(['helm3', 'helm4'] as const).map((key) => helmCreate(key, tools, name)),
    ...Object.entries(peerTemplates).map(([id, template]) =>
      peer(id, template, chart, name, peers, room),
    ),
    yo(chart, name, room),
  ]);
}

/** What no program of Node's takes less than. */
export const nodeAlone = (id: string): Contender => ({
  id,
  title: '`node -e 0`',
  does: 'Starts Node and does nothing.',
  command: [process.execPath, '-e', '0'],
});

function ourselves(chart: FileMap, name: string, room: Room): Contender[] {
  const answers = join(room.folder, 'answers.yaml');
  writeFileSync(answers, chart.get('helm-prod.yaml')?.body ?? '');
  return [
    {
      id: 'cli',
      title: 'generator-helm-prod, the default chart',
      does: `Writes the default chart, ${chart.size} files, and verifies nothing.`,
      command: [...cli, name, '--defaults', '--no-verify'],
    },
    {
      id: 'cli-flags',
      title: 'generator-helm-prod, answers by flags',
      does: 'The same with another port and without autoscaling, so it checks answers.',
      command: [...cli, name, '--port=3000', '--no-hpa', '--no-verify'],
    },
    {
      id: 'cli-file',
      title: 'generator-helm-prod, an answers file',
      does: 'The default chart again, from the answers file that it brings.',
      command: [...cli, '--answers', answers, '--no-verify'],
    },
  ];
}

function helmCreate(key: 'helm3' | 'helm4', tools: Toolbox, name: string): Contender | Absent {
  const helm = tools[key];
  if (!helm.ok) {
    return { title: `Helm ${key.slice(-1)}, \`helm create\``, reason: helm.reason };
  }
  return {
    id: `${key}-create`,
    title: `Helm ${helm.version}, \`helm create\``,
    does: "Writes Helm's own starter chart, about a dozen files, without a schema or tests.",
    command: [helm.path, 'create', name],
  };
}

function peer(
  id: string,
  template: PeerTemplate,
  chart: FileMap,
  name: string,
  peers: Peers,
  room: Room,
): Contender | Absent {
  const { title } = template;
  if (!peers.ok) return { title, reason: peers.reason };
  const folder = join(room.folder, id);
  template.write(folder, chart, name);
  const contender: Contender = {
    id,
    title,
    does: 'Makes the same files to the byte, from a template with one variable, the name.',
    command: [peers.python, '-m', id, ...template.args(folder, name)],
  };
  return tried(contender, room, (made) => requireChart(made, chart, name));
}

function yo(chart: FileMap, name: string, room: Room): Contender | Absent {
  const title = '`yo helm-prod`';
  if (process.getuid?.() === 0) return { title, reason: 'yo does not run as root' };
  // yo looks for generators in the folders above the one that it runs in.
  const modules = join(room.folder, 'node_modules');
  mkdirSync(modules);
  symlinkSync(project, join(modules, 'generator-helm-prod'));
  const script = join(project, 'node_modules/yo/lib/cli.js');
  const contender: Contender = {
    id: 'yo',
    title,
    does: 'Writes the default chart by the same code, hosted by Yeoman.',
    command: [process.execPath, script, 'helm-prod', name, '--defaults', '--no-verify'],
  };
  return tried(contender, room, (made) => requireChart(made, chart, name));
}
