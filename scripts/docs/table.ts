export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Angle brackets outside of code would be taken for HTML. */
function cell(text: string): string {
  const parts = text.replaceAll('\n', ' ').replaceAll('|', '\\|').split('`');
  return parts
    .map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '&lt;').replaceAll('>', '&gt;') : part))
    .join('`');
}

export function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}
