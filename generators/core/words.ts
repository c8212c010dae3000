/** Such as: 1 file, 2 files. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** A chart's folder as people read it. */
export function folderText(folder: string): string {
  return folder === '.' ? 'this folder' : `${folder}/`;
}
