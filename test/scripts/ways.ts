import { basename } from 'node:path';
import type { Carried } from './carried.ts';

/** How a command is run here, or why it is not. */
export type Way =
  | { kind: 'servers'; says: string }
  | { kind: 'own loopback'; says: string; port: number; path: string }
  | { kind: 'files'; says: string }
  | { kind: 'sample app'; says: string }
  | { kind: 'not run'; says: string };

export function wayOf({ role, words, image }: Carried): Way {
  const program = basename(words[0] ?? '');
  if (role === 'app') {
    return program === 'podinfo'
      ? { kind: 'sample app', says: `${program} itself, asked by its probes and tests` }
      : { kind: 'not run', says: `the app itself, a program of ${image}` };
  }
  if (words.length === 0) return { kind: 'not run', says: `${image} alone knows its program` };
  const local = /\blocalhost:(\d+)(\/\S*)?/.exec(words.join(' '));
  if (local) {
    const [, port, path = '/'] = local;
    const says = `${program}, against servers on a loopback of their own`;
    return { kind: 'own loopback', says, port: Number(port), path };
  }
  if (urlsOf(words).length > 0) {
    return { kind: 'servers', says: `${program}, against servers on loopback` };
  }
  return words.some((word) => word.includes('/tmp/'))
    ? { kind: 'files', says: `${program}, with files in a /tmp of its own` }
    : { kind: 'not run', says: `${program} asks nobody for whom a server could stand in` };
}

export interface NamedUrl {
  /** As the command writes it. */
  text: string;
  host: string;
  port: number;
  path: string;
}

/** The URLs that a command names. */
export function urlsOf(words: readonly string[]): NamedUrl[] {
  return words.flatMap((word) =>
    [...word.matchAll(/\b(https?):\/\/[^\s"'`;|&)]+/g)].map(([text, scheme]) => {
      const { hostname: host, port, pathname: path } = new URL(text);
      return { text, host, port: Number(port || (scheme === 'https' ? 443 : 80)), path };
    }),
  );
}
