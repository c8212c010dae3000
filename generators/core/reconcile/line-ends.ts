/** Line ends are an editor's business: they make no file an edited one. */
export function inLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
