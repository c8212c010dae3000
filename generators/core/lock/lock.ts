import type { FileMap } from '../files.ts';

/**
 * The pristine text of the last render, kept in the chart: what `update` merges against. One text
 * file, a line for a line, so that git merges it wherever it merges the chart.
 */
export interface Lock {
  version: string;
  files: ReadonlyMap<string, string>;
}

const head = '# The chart as it was generated; kept for updates, not for editing.';

export function encodeLock(version: string, files: FileMap): string {
  const parts = [...files.values()]
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, body }) => {
      if (body === '') return `== ${path}\n`;
      const isEnded = body.endsWith('\n');
      const rows = isEnded ? body.slice(0, -1) : body;
      // A last line without a newline is marked, so that every text comes back to the byte.
      return `== ${path}\n|${rows.replaceAll('\n', '\n|')}\n${isEnded ? '' : '\\\n'}`;
    });
  return `${head}\ngenerator ${version}\n${parts.join('')}`;
}

export function decodeLock(text: string): Lock {
  const version = /^generator (\S+)$/m.exec(text)?.[1];
  if (version === undefined) throw new Error('the lock names no generator version');
  const files = new Map<string, string>();
  let path: string | undefined;
  let body: string[] = [];
  let isEnded = true;
  const settle = () => {
    if (path !== undefined)
      files.set(path, body.join('\n') + (isEnded && body.length > 0 ? '\n' : ''));
  };
  const rows = text.split('\n');
  for (const [i, row] of rows.entries()) {
    if (row.startsWith('== ')) {
      settle();
      path = row.slice(3);
      body = [];
      isEnded = true;
    } else if (row.startsWith('|')) body.push(row.slice(1));
    else if (row === '\\') isEnded = false;
    else if (i > 1 && row !== '') throw new Error(`line ${i + 1} of the lock cannot be read`);
  }
  settle();
  return { version, files };
}
