import type { DataMap } from '../../generators/core/compose/tree.ts';
import { namespace, objectsIn, release } from '../charts/renders.ts';
import { runTool } from '../charts/run-tool.ts';
import type { Probe, Values } from './probe-values.ts';

/**
 * What an install with the values of a probe would bring, notes included, or why it is refused.
 * Objects count as data: quotes that change nothing are no difference.
 */
export async function outcomeOf(
  probe: Probe,
  folder: string,
  defaults: DataMap,
  helm: string,
): Promise<string> {
  const { code, stdout, text } = await runTool(
    helm,
    [
      ...['install', probe.release ?? release, folder, '--namespace', namespace],
      ...['--dry-run=client', '--values', '-'],
    ],
    // Helm reads YAML 1.1, of which JSON is a part: nothing is taken for something else.
    JSON.stringify(known(probe.values, defaults)),
  );
  // The schema finds several faults in any order.
  if (code !== 0) return text.replaceAll(folder, '').split('\n').toSorted().join('\n');
  const [manifests = '', notes = ''] = stdout.split(/^NOTES:$/m);
  const objects = manifests.slice(manifests.indexOf('\n---\n')).replaceAll(/^MANIFEST:$/gm, '');
  return `${JSON.stringify(objectsIn(objects))}${notes}`;
}

/** The values that this chart has: a worker has no Service, and its schema says so. */
function known(values: Values, defaults: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name in defaults)
      .map(([name, value]) => [
        name,
        name === 'metrics' ? known(value as Values, defaults[name] as Values) : value,
      ]),
  );
}
