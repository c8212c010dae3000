/** Columns as wide as their widest cell, the first one of titles; too many go on below. */
export function tableLines(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return columnsThatFit(widths, width).flatMap((columns, i) => [
    ...(i === 0 ? [] : ['']),
    ...rows.map((row) =>
      [0, ...columns]
        .map((column) => (row[column] ?? '').padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
  ]);
}

/** The columns behind the titles, as many together as there is room for. */
function columnsThatFit([first = 0, ...widths]: readonly number[], width: number): number[][] {
  const blocks: number[][] = [];
  let used = 0;
  for (const [i, own] of widths.entries()) {
    if (blocks.length === 0 || used + 2 + own > width) {
      blocks.push([]);
      used = first;
    }
    blocks.at(-1)?.push(i + 1);
    used += 2 + own;
  }
  return blocks;
}
