import { availableParallelism } from 'node:os';
import { mistypedIn, mistypedText, unlessMistyped } from '../../core/check/in-objects.ts';
import type { Place } from '../../core/check/placed.ts';
import { type Totals, totalsOf } from '../../core/info/totals.ts';
import { readObjects } from '../../core/kubernetes/read-objects.ts';
import { lackOfDependencies } from '../verify/chart.ts';
import { lostText } from '../verify/charts.ts';
import { directoryOf, type Environment, render, type VerifyRequest } from '../verify/checks.ts';
import { type FoundTool, type FoundTools, isFound } from '../verify/helm-tools.ts';
import { queue } from '../verify/process.ts';

/** What a chart renders with values.yaml alone, or with an overlay; or why that is not known. */
export interface RenderInfo {
  environment: Place;
  totals: Totals | null;
  fault: string | null;
}

export async function renderInfos(
  chart: VerifyRequest,
  { helm }: Pick<FoundTools, 'helm'>,
): Promise<RenderInfo[]> {
  const places: (Environment | null)[] = [null, ...chart.environments];
  const lost = (chart.lost ?? []).map((name) => unknown(lostText(name))({ name }));
  const lack = lackOfDependencies(directoryOf(chart), chart.folder);
  if (!isFound(helm)) return places.map(unknown(`${helm.fault}; ${helm.cure}`));
  if (lack !== null) return places.map(unknown(lack));
  const inTurn = queue(availableParallelism());
  const known = places.map((place) => inTurn(() => renderInfo(chart, place, helm)));
  return [...(await Promise.all(known)), ...lost];
}

function unknown(fault: string): (place: { name: string } | null) => RenderInfo {
  return (place) => ({ environment: place?.name ?? null, totals: null, fault });
}

async function renderInfo(
  chart: VerifyRequest,
  place: Environment | null,
  helm: FoundTool,
): Promise<RenderInfo> {
  const { manifests, detail } = await render(chart, place, helm);
  if (manifests === null) return unknown(detail)(place);
  const { objects, faults } = readObjects(manifests);
  if (faults[0] !== undefined)
    return unknown(`what Helm renders cannot be read: ${faults[0]}`)(place);
  const rendered = { release: chart.release, namespace: place?.namespace ?? 'default', objects };
  const totals = unlessMistyped(() => totalsOf(rendered));
  if (!totals) {
    const names = mistypedIn(rendered, totalsOf).join(', ');
    return unknown(`${names}: ${mistypedText}`)(place);
  }
  return { environment: place?.name ?? null, totals, fault: null };
}
