import type { Warning } from '../../core/check/choices.ts';
import { warningsIn } from '../../core/check/warnings-in-notes.ts';
import { readObjects } from '../../core/kubernetes/read-objects.ts';
import type { ChartFiles } from '../../core/rules/rule.ts';
import { inScratchCopy } from '../immutable/scratch-copy.ts';
import { directoryOf, type Environment, render, type VerifyRequest } from '../verify/checks.ts';
import type { FoundTool } from '../verify/helm-tools.ts';

const probe = 'templates/helm-prod-warnings.yaml';

/**
 * What the chart's NOTES warn of. Helm 3 prints NOTES only where it reaches a cluster, so that a
 * template in a copy of the chart prints the same define.
 */
export async function warningsOfNotes<T>(
  chart: VerifyRequest,
  files: ChartFiles,
  helm: FoundTool,
  work: (warningsOf: (environment: Environment | null) => Promise<Warning[]>) => Promise<T[]>,
): Promise<T[]> {
  const define = `${chart.release}.warnings`;
  const isThere = [...files.values()].some((text) => text.includes(`define "${define}"`));
  if (!isThere) return [];
  const planned = [{ path: probe, after: probeText(define) }];
  return inScratchCopy(directoryOf(chart), planned, (workspace) =>
    work(async (environment) => {
      const copy = { ...chart, workspace, folder: '.' };
      const { manifests } = await render(copy, environment, helm, ['--show-only', probe]);
      const { objects } = readObjects(manifests ?? '');
      return objects.flatMap(({ text }) => warningsIn(String(text)));
    }),
  );
}

function probeText(define: string): string {
  return `apiVersion: v1\nkind: Warnings\nmetadata: {name: warnings}\ntext: {{ include "${define}" . | toJson }}\n`;
}
