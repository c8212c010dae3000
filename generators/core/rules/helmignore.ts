type Ignores = (path: string, isFolder: boolean) => boolean;

/** What a .helmignore leaves out of the chart, in itself or with a folder above it. */
export function helmIgnores(text: string): (path: string) => boolean {
  const ignores = ignoredBy(text);
  return (path) => {
    const names = path.split('/');
    const above = names.map((_, i) => names.slice(0, i + 1).join('/'));
    return above.some((one) => ignores(one, one !== path));
  };
}

/**
 * What its lines name: names, folders and globs, as Helm reads them. What is not understood here,
 * such as an exception or a class of characters, is left to Helm.
 */
export function ignoredBy(text: string): Ignores {
  const rules = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^[#!]|\*\*|[[\]\\]/.test(line))
    .map(ruleOf);
  return (path, isFolder) => rules.some((ignores) => ignores(path, isFolder));
}

/** With a slash at its begin or within, a pattern is of the whole path, else of the name alone. */
function ruleOf(line: string): Ignores {
  const glob = line.replace(/\/$/, '');
  const wanted = new RegExp(`^${glob.replace(/^\//, '').replace(/[^\w/]/g, inPattern)}$`);
  const isOfFolders = glob !== line;
  return (path, isFolder) =>
    (isFolder || !isOfFolders) &&
    wanted.test(glob.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1));
}

function inPattern(character: string): string {
  if (character === '*') return '[^/]*';
  return character === '?' ? '[^/]' : `\\${character}`;
}
