import type { Look, Run } from './ansi.ts';

const cell = { width: 8.4, height: 18 };
const margin = 16;
const paper = '#0d1117';
const ink = '#e6edf3';
const fonts = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** A screen as a picture that needs no font of ours: every run is pinned to its columns. */
export function screenSvg(
  lines: readonly (readonly Run[])[],
  columns: number,
  title: string,
): string {
  const width = round(columns * cell.width + 2 * margin);
  const height = round(lines.length * cell.height + 2 * margin);
  const rows = lines.map((runs, row) => runs.map((run) => drawn(run, row)).join(''));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${paper}"/>`,
    `<g font-family="${fonts}" font-size="14" fill="${ink}" xml:space="preserve">`,
    ...rows.filter((row) => row !== ''),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawn({ column, text, look }: Run, row: number): string {
  const x = round(margin + column * cell.width);
  const top = round(margin + row * cell.height);
  const width = round([...text].length * cell.width);
  const { front, back } = colours(look);
  const behind = back
    ? `<rect x="${x}" y="${top}" width="${width}" height="${cell.height}" fill="${back}"/>`
    : '';
  if (text.trim() === '') return behind;
  const style = [
    ...(front === ink ? [] : [`fill="${front}"`]),
    ...(look.bold ? ['font-weight="700"'] : []),
    ...(look.italic ? ['font-style="italic"'] : []),
    ...(look.underline ? ['text-decoration="underline"'] : []),
    ...(look.dim ? ['opacity="0.65"'] : []),
  ].map((part) => ` ${part}`);
  const place = `x="${x}" y="${round(top + 13)}" textLength="${width}"`;
  return `${behind}<text ${place}${style.join('')}>${escaped(text)}</text>`;
}

function colours({ colour, background, inverse }: Look): {
  front: string;
  back: string | undefined;
} {
  if (!inverse) return { front: colour ?? ink, back: background };
  return { front: background ?? paper, back: colour ?? ink };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
