export type Version = readonly [major: number, minor: number, patch: number];

/**
 * The first full version in a text, such as `v3.21.4+g1a2b3c`. Pre-releases and Go's pseudo-versions
 * count as none, and so does `v3.21`, which is what a Helm built without its version says.
 */
export function parseVersion(text: string): Version | undefined {
  const match = /(?:^|[^\w.])v?(\d+)\.(\d+)\.(\d+)(?![\w.-])/.exec(text);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** The same major, and not older. */
export function suits(found: Version, oldest: Version): boolean {
  return found[0] === oldest[0] && compareVersions(found, oldest) >= 0;
}

export const formatVersion = (version: Version): string => version.join('.');

export function versionOf(text: string): Version {
  const version = parseVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
}
