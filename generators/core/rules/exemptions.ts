import type { KubeObject } from '../kubernetes/objects.ts';

/**
 * The checks that an object says it fails for a reason, as tool/check. Polaris and kube-score have
 * no room for the reason; where a tool has room, an exemption without one does not count.
 */
export function exemptionsOf(object: KubeObject): ReadonlySet<string> {
  return new Set(
    Object.entries(object.metadata.annotations ?? {}).flatMap(([key, value]) =>
      exemptionsIn(key, String(value)),
    ),
  );
}

/** Whether an annotation is read by a checker as an exemption, well written or not. */
export function isExemption(key: string): boolean {
  return /^(kube-score\/ignore|checkov\.io\/skip|ignore-check\.kube-linter\.io\/|polaris\.fairwinds\.com\/.*exempt$)/.test(
    key,
  );
}

function exemptionsIn(key: string, value: string): string[] {
  const polaris = /^polaris\.fairwinds\.com\/(\w+)-exempt$/.exec(key);
  if (polaris) return value === 'true' ? [`polaris/${polaris[1]}`] : [];
  const linter = /^ignore-check\.kube-linter\.io\/([\w-]+)$/.exec(key);
  if (linter) return value.trim() === '' ? [] : [`kube-linter/${linter[1]}`];
  if (/^checkov\.io\/skip\d+$/.test(key)) {
    const [id = '', reason = ''] = value.split('=', 2);
    return reason.trim() === '' ? [] : [`checkov/${id}`];
  }
  if (key === 'kube-score/ignore') return value.split(',').map((id) => `kube-score/${id}`);
  return [];
}
