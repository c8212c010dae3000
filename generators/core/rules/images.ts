export interface ImageParts {
  /** Without registry, tag and digest. */
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

/** The parts of a reference such as ghcr.io/acme/shop:1.2.0@sha256:... */
export function imageParts(image: string): ImageParts {
  const [name = '', digest] = image.split('@', 2);
  const path = name.split('/');
  const [last = '', tag] = (path.pop() ?? '').split(':', 2);
  const isRegistry = /[.:]|^localhost$/.test(path[0] ?? '');
  return { repository: [...path.slice(isRegistry ? 1 : 0), last].join('/'), tag, digest };
}
