import { join } from 'node:path';
import type { Toolbox } from '../tools/resolve.ts';
import { NEWEST } from '../tools/schemas/sources.ts';
import { type Absent, type Contender, type Contest, contestOf } from './contender.ts';
import { type Room, runIn } from './run.ts';

/** `helm template` of our default chart, beside the chart that the same Helm creates. */
export function renderingContest(
  helmKey: 'helm3' | 'helm4',
  chartFolder: string,
  tools: Toolbox,
  room: Room,
): Contest {
  const helm = tools[helmKey];
  const title = `Rendering with Helm ${helm.ok ? helm.version : helmKey.slice(-1)}`;
  return contestOf(
    title,
    helm.ok
      ? renderings(helmKey, helm.path, chartFolder, room)
      : [{ title: '`helm template`', reason: helm.reason }],
  );
}

function renderings(
  helmKey: string,
  helm: string,
  chartFolder: string,
  room: Room,
): (Contender | Absent)[] {
  const created = join(room.folder, `created-${helmKey}`);
  runIn(room, [helm, 'create', created]);
  const template = (folder: string) =>
    [helm, 'template', 'rel', folder, '--kube-version', NEWEST.at] as const;
  return [
    {
      id: `${helmKey}-version`,
      title: '`helm version`',
      does: 'Starts Helm and renders nothing.',
      command: [helm, 'version'],
    },
    {
      id: `${helmKey}-template-created`,
      title: '`helm template`, chart of `helm create`',
      does: "Renders Helm's own starter chart with its values.",
      command: template(created),
    },
    {
      id: `${helmKey}-template`,
      title: '`helm template`, our default chart',
      does: 'Renders our default chart with its values, against its schema.',
      command: template(chartFolder),
    },
    {
      id: `${helmKey}-template-production`,
      title: '`helm template`, our default chart in production',
      does: 'The same with `values-prod.yaml` on top.',
      command: [...template(chartFolder), '--values', join(chartFolder, 'values-prod.yaml')],
    },
  ];
}
