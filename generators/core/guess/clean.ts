import { parseImage } from '../answers/image.ts';
import { chartName, singleLine, toChartName, url, urlPath } from '../answers/rules.ts';

// What a project's files say is made to fit the rules of the answers here, or left out: a guess
// that the next step would refuse is worse than none.

/** A name for a chart from a package, module or artifact name. */
export function cleanName(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 214) return undefined;
  const withoutScope = text.replace(/^@[^/]*\//, '');
  if (/^[^A-Za-z]/.test(withoutScope)) return undefined;
  const words = withoutScope.replace(/([a-z0-9])([A-Z])/g, '$1-$2');
  const name = toChartName(words);
  return chartName(name) === undefined && !wordsOfYaml.has(name) ? name : undefined;
}

const wordsOfYaml = new Set(['y', 'yes', 'n', 'no', 'on', 'off', 'true', 'false', 'null']);

const longestDescription = 300;

export function cleanDescription(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 10_000) return undefined;
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '' || line.length > longestDescription || singleLine(line)) return undefined;
  return line;
}

/** A version that somebody gave; placeholders of a fresh project and snapshots say nothing. */
export function cleanVersion(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^v?\d[\w.+-]{0,60}$/.test(text)) return undefined;
  const version = text.replace(/^v/, '');
  return version === '0.0.0' || /snapshot/i.test(version) ? undefined : version;
}

const wellKnownLicenses: readonly (readonly [RegExp, string])[] = [
  [/^(the )?apache(-| software)? ?(license)?,? ?(version )?2(\.0)?$/i, 'Apache-2.0'],
  [/^(the )?mit( license)?$/i, 'MIT'],
  [/^(the )?bsd 3-clause ("new" or "revised" )?license$/i, 'BSD-3-Clause'],
];

export function cleanLicense(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 100) return undefined;
  const license = text.trim();
  for (const [pattern, spdx] of wellKnownLicenses) if (pattern.test(license)) return spdx;
  if (license === 'UNLICENSED' || /^see /i.test(license)) return undefined;
  return /^[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*$/.test(license) ? license : undefined;
}

export function cleanUrl(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 500) return undefined;
  const address = text.trim();
  if (url(address) || singleLine(address) || !URL.canParse(address)) return undefined;
  const { username, password } = new URL(address);
  return username === '' && password === '' ? address : undefined;
}

/** The page of a repository, from the many ways to write where it lies. */
export function cleanRepository(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 500) return undefined;
  const given = text
    .trim()
    .replace(/^scm:git:/, '')
    .replace(/^git\+/, '');
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(given);
  if (short) {
    const site = { github: 'github.com', gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }[
      short[1] ?? 'github'
    ];
    return cleanUrl(`https://${site}/${short[2]}`);
  }
  const shell = /^(?:ssh:\/\/)?git@([\w.-]+)[:/](.+)$/.exec(given);
  const address = shell
    ? `https://${shell[1]}/${shell[2]}`
    : given.replace(/^git:\/\//, 'https://');
  return cleanUrl(address.replace(/\.git$/, ''));
}

/** Only whole numbers are ports: `8080`, not `8e3`, `0x50` or ` 80 `. */
export function cleanPort(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65535 ? port : undefined;
}

/** The user of `USER` or compose's `user`; root is nothing that a chart would ask for. */
export function cleanUserId(text: string): number | undefined {
  const digits = /^(\d{1,10})(?::[\w.-]+)?$/.exec(text)?.[1];
  const id = Number(digits);
  return digits && id >= 1 && id <= 2147483647 ? id : undefined;
}

export function cleanPath(text: string): string | undefined {
  return text.length <= 200 && !urlPath(text) && !singleLine(text) ? text : undefined;
}

/** A tag that is always there says no more than none. */
export function cleanImage(reference: string): string | undefined {
  const named = reference.replace(/:latest$/, '');
  return reference.length <= 512 && parseImage(named).ok ? named : undefined;
}
