import { shorten } from './detail.ts';
import type { FoundTool } from './helm-tools.ts';
import { runProcess } from './process.ts';

/** Places for kubeconform to look for schemas, with commas between, instead of its own. */
export const SCHEMAS_VARIABLE = 'HELM_PROD_SCHEMAS';

export interface SchemaResult {
  valid: number;
  /** What is wrong, or null. */
  faults: string | null;
  /** What nobody has looked at, and why; or null. */
  unchecked: string | null;
}

interface Resource {
  kind: string;
  name: string;
  status: string;
  msg: string;
  validationErrors?: readonly { path: string; msg: string }[];
}

export async function checkSchemas(
  kubeconform: FoundTool,
  locations: readonly string[],
  manifests: string,
  kubeVersion: string,
): Promise<SchemaResult> {
  const { code, output, errors, problem } = await runProcess(
    [
      ...kubeconform.command,
      ...['-strict', '-verbose', '-ignore-missing-schemas', '-output', 'json'],
      ...['-kubernetes-version', kubeVersion],
      ...locations.flatMap((location) => ['-schema-location', location]),
      '-',
    ],
    { input: manifests },
  );
  const resources = problem === null ? readResources(output) : null;
  if (resources === null) {
    const said = shorten(`${errors}\n${output}`.split('\n'));
    return {
      valid: 0,
      faults: problem ?? (said || `kubeconform ends with ${code}`),
      unchecked: null,
    };
  }
  return judge(resources);
}

function readResources(output: string): Resource[] | null {
  try {
    const { resources } = JSON.parse(output) as { resources?: Resource[] };
    // Comments between two manifests come as a resource without anything.
    return (resources ?? []).filter(({ status }) => status !== '');
  } catch {
    return null;
  }
}

function judge(resources: readonly Resource[]): SchemaResult {
  const unfetched = resources.filter(isUnfetched);
  const unknown = resources.filter(({ status }) => status === 'statusSkipped');
  const faulty = resources.filter(
    (resource) => /^status(Invalid|Error)$/.test(resource.status) && !isUnfetched(resource),
  );
  return {
    valid: resources.filter(({ status }) => status === 'statusValid').length,
    faults: faulty.length === 0 ? null : shorten(faulty.flatMap(faultsOf)),
    unchecked: uncheckedText(unknown, unfetched),
  };
}

function isUnfetched({ status, msg }: Resource): boolean {
  return status === 'statusError' && /downloading schema/.test(msg);
}

function faultsOf(resource: Resource): string[] {
  const name = label(resource);
  const found = resource.validationErrors ?? [];
  return found.length === 0
    ? [`${name}: ${resource.msg}`]
    : found.map(({ path, msg }) => `${name}: ${path === '' ? '' : `${path}: `}${msg}`);
}

function uncheckedText(
  unknown: readonly Resource[],
  unfetched: readonly Resource[],
): string | null {
  const parts: string[] = [];
  if (unknown.length > 0) {
    parts.push(`no schema for ${list(unknown)}; name a place that has one in ${SCHEMAS_VARIABLE}`);
  }
  if (unfetched.length > 0) {
    parts.push(
      `the schemas of ${list(unfetched)} could not be downloaded; ` +
        `go online, or name a place that has them in ${SCHEMAS_VARIABLE}`,
    );
  }
  return parts.length === 0 ? null : `not validated: ${parts.join('; ')}`;
}

function list(resources: readonly Resource[]): string {
  const names = resources.map(label).sort();
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}

function label({ kind, name }: Resource): string {
  return [kind, name].filter((part) => part !== '').join('/') || 'a manifest';
}
