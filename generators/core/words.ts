/** Such as: 1 file, 2 files. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A guessed value as people read it: a text as it is. */
export function valueText(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A chart's folder as people read it. */
export function folderText(folder: string): string {
  return folder === '.' ? 'this folder' : `${folder}/`;
}
