import type { Place } from '../../core/check/placed.ts';
import { readObjects } from '../../core/kubernetes/read-objects.ts';
import type { Rendered } from '../../core/rules/rule.ts';
import type { Finding } from '../../core/rules/run.ts';
import type { Render, VerifyRequest } from '../verify/verify.ts';

export interface ReadRender {
  environment: Place;
  rendered: Rendered;
  faults: Finding[];
}

/** As its environments stand in the answers, whichever was rendered first. */
export function readRenders(
  renders: readonly Render[],
  { environments }: VerifyRequest,
): ReadRender[] {
  const order = environments.map(({ name }) => name);
  const rank = ({ environment }: Render) => (environment ? order.indexOf(environment.name) : -1);
  return renders.toSorted((a, b) => rank(a) - rank(b)).map(readRender);
}

function readRender({ chart, environment, manifests }: Render): ReadRender {
  const { objects, subcharts, faults } = readObjects(manifests);
  const namespace = environment?.namespace ?? 'default';
  return {
    environment: environment?.name ?? null,
    rendered: { release: chart.release, namespace, objects, subcharts },
    faults: faults.map((message) => ({
      rule: 'readable',
      object: 'what Helm renders',
      path: '',
      message,
      cure: 'Look at it with helm template, and mend the template that it comes from.',
    })),
  };
}
