/** An image as people write it (`ghcr.io/acme/api:1.2@sha256:…`), taken apart and checked. */
export interface ImageParts {
  registry: string;
  repository: string;
  tag: string;
  digest: string;
}

export type ParsedImage = { ok: true; image: ImageParts } | { ok: false; fault: string };

export const registryPattern = /^[a-zA-Z0-9]([a-zA-Z0-9.-]*[a-zA-Z0-9])?(:\d{1,5})?$/;
export const repositoryPattern =
  /^[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*(\/[a-z0-9]+(([._]|__|-+)[a-z0-9]+)*)*$/;
export const tagPattern = /^\w[\w.-]{0,127}$/;
export const digestPattern = /^sha256:[0-9a-f]{64}$/;

export function parseImage(reference: string): ParsedImage {
  const [named, ...digests] = reference.split('@');
  const digest = digests.join('@');
  const lastSlash = (named as string).lastIndexOf('/');
  const colon = (named as string).indexOf(':', lastSlash + 1);
  const path = colon === -1 ? (named as string) : (named as string).slice(0, colon);
  const tag = colon === -1 ? '' : (named as string).slice(colon + 1);
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const registry = hasRegistry ? first : 'docker.io';
  const given = hasRegistry ? path.slice(slash + 1) : path;
  const repository = registry === 'docker.io' && !given.includes('/') ? `library/${given}` : given;

  if (!registryPattern.test(registry)) return { ok: false, fault: `"${registry}" is no registry` };
  if (!repositoryPattern.test(given)) {
    return { ok: false, fault: `"${given}" is no repository: small letters, digits and . _ - /` };
  }
  if (colon !== -1 && !tagPattern.test(tag)) return { ok: false, fault: `"${tag}" is no tag` };
  if (digests.length > 0 && !digestPattern.test(digest)) {
    return { ok: false, fault: `"${digest}" is no digest: sha256: and 64 hexadecimal digits` };
  }
  return { ok: true, image: { registry, repository, tag, digest } };
}
