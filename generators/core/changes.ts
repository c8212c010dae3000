import { templateChanges } from '../../templates/changes.ts';
import { compareVersions } from './versions.ts';

/** What a version of the generator does to charts that are there, in a line for their owners. */
export interface TemplateChange {
  version: string;
  text: string;
  /** Whether owners have something to do, or a release behaves otherwise than before. */
  isBreaking?: true;
  /** Told only to charts that have this feature. */
  feature?: string;
  /** The fingerprint of the golden charts with this change: how CI knows that none went untold. */
  golden: string;
}

/** What charts with these features get when they go from one version to another, oldest first. */
export function changesBetween(
  from: string,
  to: string,
  active: ReadonlySet<string>,
  changes: readonly TemplateChange[] = templateChanges,
): TemplateChange[] {
  return changes
    .filter(({ version }) => compareVersions(version, from) > 0)
    .filter(({ version }) => compareVersions(version, to) <= 0)
    .filter(({ feature }) => feature === undefined || active.has(feature))
    .toSorted((a, b) => compareVersions(a.version, b.version));
}
