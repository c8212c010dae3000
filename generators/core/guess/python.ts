import {
  cleanDescription,
  cleanLicense,
  cleanName,
  cleanRepository,
  cleanUrl,
  cleanVersion,
} from './clean.ts';
import { type Guess, type Hints, withoutGaps } from './types.ts';

/** Packages that answer /metrics on the application's own port. */
const metricsPackages =
  /(?:^|["'\s])(prometheus-fastapi-instrumentator|starlette-exporter|prometheus-flask-exporter|django-prometheus)(?=$|["'\s=<>~![;])/m;

export function pythonHints(
  pyproject: string | undefined,
  requirements: string | undefined,
): Hints {
  const about = pyproject === undefined ? {} : aboutProject(pyproject);
  const texts: readonly (readonly [string, string | undefined])[] = [
    ['pyproject.toml', pyproject],
    ['requirements.txt', requirements],
  ];
  for (const [file, text] of texts) {
    const library = metricsPackages.exec(withoutComments(text ?? ''))?.[1];
    if (library) {
      return { ...about, metrics: { value: { path: '/metrics' }, from: `${file} (${library})` } };
    }
  }
  return about;
}

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');

function aboutProject(text: string): Hints {
  const tables = readTables(text);
  const file = 'pyproject.toml';
  const first = <T>(
    keys: readonly string[],
    clean: (text: string) => T | undefined,
  ): Guess<T> | undefined => {
    for (const key of keys) {
      const given = tables.get(key);
      const value = given === undefined ? undefined : clean(given);
      if (value !== undefined) return { value, from: file };
    }
    return undefined;
  };
  const both = (key: string) => [`project.${key}`, `tool.poetry.${key}`];
  return withoutGaps({
    name: first(both('name'), cleanName),
    description: first(both('description'), cleanDescription),
    version: first(both('version'), cleanVersion),
    license: first(both('license'), cleanLicense),
    home: first(['project.urls.homepage', 'tool.poetry.homepage'], cleanUrl),
    sources: first(
      ['project.urls.repository', 'project.urls.source', 'tool.poetry.repository'],
      (address) => {
        const source = cleanRepository(address);
        return source === undefined ? undefined : [source];
      },
    ),
  });
}

/**
 * The plain one-line texts of a TOML file by `table.key` in small letters, and `{ text = "…" }`
 * as its text. No more of TOML is needed to know what a project calls itself.
 */
function readTables(text: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  let table = '';
  let openQuote = '';
  for (const line of text.split(/\r?\n/)) {
    if (openQuote !== '') {
      if (line.includes(openQuote)) openQuote = '';
      continue;
    }
    const header = /^\s*\[([\w.\s"-]+)\]\s*(?:#.*)?$/.exec(line.slice(0, 300))?.[1];
    if (header !== undefined) table = header.replace(/[\s"]/g, '').toLowerCase();
    if (line.trimStart().startsWith('[')) {
      if (header === undefined) table = '';
      continue;
    }
    const opened = /("""|''')/.exec(line)?.[1];
    if (opened && line.indexOf(opened) === line.lastIndexOf(opened)) {
      openQuote = opened;
      continue;
    }
    const pair =
      /^\s*"?([\w-]+)"?\s*=\s*(?:\{\s*text\s*=\s*)?(?:"((?:[^"\\]|\\["\\])*)"|'([^']*)')\s*\}?\s*(?:#.*)?$/;
    const [, key, double, single] = pair.exec(line.slice(0, 2000)) ?? [];
    const value = double?.replace(/\\(["\\])/g, '$1') ?? single;
    if (key && value !== undefined) texts.set(`${table}.${key.toLowerCase()}`, value);
  }
  return texts;
}
