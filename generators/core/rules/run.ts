import type { KubeObject } from '../kubernetes/objects.ts';
import { nameOf } from '../kubernetes/objects.ts';
import { exemptionsOf } from './exemptions.ts';
import type { ChartFiles, Rendered, Rule } from './rule.ts';
import { rules } from './rules.ts';

export interface Finding {
  rule: string;
  /** Such as Deployment/rel-my-app, or the path of a file of the chart. */
  object: string;
  path: string;
  message: string;
  cure: string;
}

/** What the rules say of the objects that a chart renders. */
export function findingsIn(rendered: Rendered): Finding[] {
  // What is not even an object is refused by Helm or the cluster, and no subject of rules.
  const all = { ...rendered, objects: rendered.objects.filter(isObject) };
  const filled = { ...all, objects: all.objects.map(withoutNulls) };
  return rules.flatMap((rule) => {
    const seen = rule.seesNulls ? all : filled;
    const isOwn = (object: KubeObject) =>
      !rendered.subcharts?.has(all.objects[seen.objects.indexOf(object)] as KubeObject);
    return [...(rule.check?.(seen) ?? [])]
      .filter(({ object }) => isOwn(object) && !isExempt(rule, exemptionsOf(object)))
      .map(({ object, ...said }) => ({ rule: rule.id, object: nameOf(object), ...said }));
  });
}

/** What the rules say of a chart's own files. */
export function findingsInChart(files: ChartFiles): Finding[] {
  return rules.flatMap((rule) =>
    [...(rule.checkChart?.(files) ?? [])].map(({ file, ...said }) => ({
      rule: rule.id,
      object: file,
      ...said,
    })),
  );
}

export function formatFinding({ rule, object, path, message, cure }: Finding): string {
  const place = path === '' ? object : `${object} ${path}`;
  return `${place}: ${message} [${rule}]\n  ${cure}`;
}

function isExempt(rule: Rule, exemptions: ReadonlySet<string>): boolean {
  return rule.exemptedBy?.some((id) => exemptions.has(id)) ?? false;
}

function isObject({ apiVersion, kind, metadata }: Partial<KubeObject>): boolean {
  return !!apiVersion && !!kind && !!metadata;
}

function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNulls) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  ) as T;
}
