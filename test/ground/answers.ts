import type { Chart } from '../../generators/core/chart.ts';
import type { Feature } from '../../generators/core/feature.ts';

/** What a chart's answers say of a feature, with the feature's own type. */
export function ownAnswers<Own, OwnEnvironment>(
  chart: Chart,
  feature: Feature<Own, OwnEnvironment>,
): Own {
  return chart.answers[feature.id] as Own;
}

/** A port of the app by the name that the answers give it. */
export function portNamed(
  chart: Chart,
  name: string,
): { port: number; protocol: 'TCP' | 'UDP' | 'SCTP' } {
  const own = chart.ports[name];
  if (own !== undefined) return { port: own, protocol: 'TCP' };
  const extra = chart.answers.extraPorts[name];
  if (!extra) throw new Error(`${chart.name} has no port ${name}`);
  return { port: extra.port, protocol: extra.protocol };
}
