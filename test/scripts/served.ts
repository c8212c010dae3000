import type { Chart } from '../../generators/core/chart.ts';
import { portNamed } from '../ground/answers.ts';
import type { Served } from './loopback.ts';

/** What the answers say that the app serves: the ports that it has, the paths of probes and metrics. */
export function servedBy(chart: Chart): Served {
  const { probes, extraPorts } = chart.answers;
  const names = [...Object.keys(chart.ports), ...Object.keys(extraPorts)];
  const served = new Map(names.map((name) => [portNamed(chart, name).port, [] as string[]]));
  const add = (name: string, path: string) => served.get(portNamed(chart, name).port)?.push(path);
  for (const { kind = 'http', path, port } of Object.values(probes)) {
    if (kind === 'http') add(port || 'http', path || '/');
  }
  if (chart.metrics) add(chart.metrics.portName, chart.metrics.path);
  return served;
}

/** Nothing but the metrics: the app itself is not there. */
export function metricsAlone(chart: Chart): Served {
  const path = chart.metrics?.path ?? '';
  return new Map(
    [...servedBy(chart)].map(([port, paths]) => [port, paths.filter((one) => one === path)]),
  );
}

/** All but one path of one port. */
export function without(served: Served, port: number, path: string): Served {
  return new Map(
    [...served].map(([one, paths]) => [
      one,
      one === port ? paths.filter((other) => other !== path) : paths,
    ]),
  );
}
