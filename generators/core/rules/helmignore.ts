/**
 * What a .helmignore leaves out of the chart: names, folders and globs, as Helm reads them. A line
 * with an exclamation mark means to Helm that all else is left out, which nobody means: it is none.
 */
export function helmIgnores(text: string): (path: string) => boolean {
  const patterns = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#!]/.test(line))
    .map(patternOf);
  return (path) => {
    const names = path.split('/');
    const above = names.map((_, i) => names.slice(0, i + 1).join('/'));
    return above.some((one) => patterns.some((takes) => takes(one, one !== path)));
  };
}

function patternOf(line: string): (path: string, isFolder: boolean) => boolean {
  const pattern = line.replace(/^\/|\/$/g, '');
  const glob = globOf(pattern);
  const isAnchored = line.startsWith('/') || pattern.includes('/');
  return (path, isFolder) => {
    if (line.endsWith('/') && !isFolder) return false;
    return glob.test(isAnchored ? path : path.slice(path.lastIndexOf('/') + 1));
  };
}

/** A star stops at a slash, as in Go. */
function globOf(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\[\]]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${source}$`);
}
