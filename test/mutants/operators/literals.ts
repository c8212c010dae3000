/** Another value of the same type: a number one higher, a truth turned, a text one letter longer. */
export function nextText(text: string): string {
  if (text === 'true') return 'false';
  if (text === 'false') return 'true';
  if (/^\d+$/.test(text)) return `${Number(text) + 1}`;
  return text.replace(/(["']?)$/, 'x$1');
}

/** A list, each time without another of its items. */
export function withoutEach<T>(items: readonly T[]): T[][] {
  return items.map((_, i) => items.toSpliced(i, 1));
}

/** A name with its middle letter changed. */
export function misspelt(name: string): string {
  const middle = Math.floor(name.length / 2);
  return `${name.slice(0, middle)}${name[middle] === 'x' ? 'y' : 'x'}${name.slice(middle + 1)}`;
}
