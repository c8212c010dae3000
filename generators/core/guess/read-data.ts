import { asMap } from '../data/maps.ts';

// Parsed files hold anything: these read them without trusting a key or a kind.

export type Data = Readonly<Record<string, unknown>>;

/** Only a key of the map's own: `__proto__` and `constructor` are names like any other. */
export function own(map: Data, key: string): unknown {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

export function ownMap(map: Data, key: string): Data {
  return asMap(own(map, key));
}

export function ownText(map: Data, key: string): string | undefined {
  const value = own(map, key);
  return typeof value === 'string' ? value : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function parseJson(text: string): Data {
  try {
    return asMap(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch {
    return {};
  }
}

/** Far above any compose file, and far below what would keep a terminal waiting. */
const longestYaml = 128 * 1024;

/** The first document of a text; an empty map where it is none, too large, or an alias bomb. */
export async function parseYaml(text: string): Promise<Data> {
  if (text.length > longestYaml) return {};
  try {
    const { parseAllDocuments } = await import('./read-yaml.ts');
    const documents = parseAllDocuments(text, {
      merge: true,
      logLevel: 'silent',
      uniqueKeys: true,
    });
    const first = Array.isArray(documents) ? documents[0] : undefined;
    if (!first || first.errors.length > 0) return {};
    return asMap(first.toJS({ maxAliasCount: 100 }));
  } catch {
    return {};
  }
}
