import { type Data, parseYaml } from './read-data.ts';
import type { ProjectTexts } from './types.ts';

export interface Setting {
  readonly value: string;
  readonly file: string;
}

const folder = 'src/main/resources';
const mostSettings = 2000;

/**
 * The settings of a Spring or Quarkus application that hold without a profile, by their dotted
 * names; nothing where there is no file of them.
 */
export async function readJavaSettings(
  texts: ProjectTexts,
): Promise<ReadonlyMap<string, Setting> | undefined> {
  const settings = new Map<string, Setting>();
  let isThere = false;
  // Properties win over YAML, so they come last.
  for (const name of ['application.yml', 'application.yaml', 'application.properties']) {
    const path = `${folder}/${name}`;
    if (!Object.hasOwn(texts, path)) continue;
    isThere = true;
    const text = texts[path] as string;
    const pairs = name.endsWith('.properties') ? properties(text) : flat(await parseYaml(text));
    for (const [key, value] of pairs) settings.set(key, { value, file: name });
  }
  return isThere ? settings : undefined;
}

function properties(text: string): [string, string][] {
  // A line of dashes starts a part for a profile in Spring's multi-document files.
  const first = text.split(/^[#!]---[ \t]*$/m, 1)[0] as string;
  return first.split(/\r?\n/).flatMap((line) => {
    const pair = /^\s*([\w.%"-]+)\s*[=:](.*)$/.exec(line.slice(0, 2000));
    return pair ? [[pair[1] as string, (pair[2] as string).trim()] as [string, string]] : [];
  });
}

function flat(data: Data): [string, string][] {
  const pairs: [string, string][] = [];
  const walk = (map: Data, prefix: string, depth: number) => {
    for (const [key, value] of Object.entries(map)) {
      if (pairs.length >= mostSettings || depth > 20) return;
      const path = prefix === '' ? key : `${prefix}.${key}`;
      if (Array.isArray(value)) pairs.push([path, value.map(String).join(',')]);
      else if (typeof value === 'object' && value !== null) walk(value as Data, path, depth + 1);
      else if (value !== null && value !== undefined) pairs.push([path, String(value)]);
    }
  };
  walk(data, '', 0);
  return pairs;
}
