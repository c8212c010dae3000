/** One side's change: the lines [start, end) of the base give way to [from, to) of the side. */
export interface Hunk {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** Steps of search after which a good split is taken for the best, or vast rewrites take minutes. */
const patience = 1200;

/**
 * A shortest edit, by Myers' "An O(ND) difference algorithm and its variations", in linear space.
 * Of several that are equally short it takes one with its changes as late as they can be.
 */
export function diff(base: readonly string[], side: readonly string[]): Hunk[] {
  return hunksOf(...changes(base, side));
}

/** Which lines of the base go, and which of the side are new: 1 for each of them. */
function changes(
  base: readonly string[],
  side: readonly string[],
): [removed: Uint8Array, added: Uint8Array] {
  const ids = new Map<string, number>();
  const numbered = (lines: readonly string[]) =>
    Int32Array.from(lines, (line) => {
      const id = ids.get(line) ?? ids.size;
      ids.set(line, id);
      return id;
    });
  const a = numbered(base);
  const b = numbered(side);
  const removed = new Uint8Array(a.length).fill(1);
  const added = new Uint8Array(b.length).fill(1);
  // A line that the other text does not have is changed in every diff: leave it out of the search.
  const ofA = shared(a, b);
  const ofB = shared(b, a);
  const matches = matching(
    ofA.map((i) => a[i] as number),
    ofB.map((i) => b[i] as number),
  );
  for (const [i, j] of matches) {
    removed[ofA[i] as number] = 0;
    added[ofB[j] as number] = 0;
  }
  slideDown(a, removed);
  slideDown(b, added);
  return [removed, added];
}

function shared(a: Int32Array, b: Int32Array): Int32Array {
  const known = new Set(b);
  const places: number[] = [];
  for (const [i, id] of a.entries()) if (known.has(id)) places.push(i);
  return Int32Array.from(places);
}

interface Box {
  a0: number;
  a1: number;
  b0: number;
  b1: number;
}

function matching(a: Int32Array, b: Int32Array): [number, number][] {
  const found: [number, number][] = [];
  const forth = new Int32Array(a.length + b.length + 3);
  const back = new Int32Array(a.length + b.length + 3);
  const open: Box[] = [{ a0: 0, a1: a.length, b0: 0, b1: b.length }];
  for (let box = open.pop(); box; box = open.pop()) {
    let { a0, a1, b0, b1 } = box;
    while (a0 < a1 && b0 < b1 && a[a0] === b[b0]) found.push([a0++, b0++]);
    while (a0 < a1 && b0 < b1 && a[a1 - 1] === b[b1 - 1]) found.push([--a1, --b1]);
    if (a0 === a1 || b0 === b1) continue;
    const [x, y] = middle(a.subarray(a0, a1), b.subarray(b0, b1), forth, back);
    open.push({ a0, a1: a0 + x, b0, b1: b0 + y }, { a0: a0 + x, a1, b0: b0 + y, b1 });
  }
  return found;
}

/** A point on a shortest path, neither its begin nor its end: searched from both ends at once. */
function middle(
  a: Int32Array,
  b: Int32Array,
  forth: Int32Array,
  back: Int32Array,
): [x: number, y: number] {
  const delta = a.length - b.length;
  const isOdd = delta % 2 !== 0;
  const zero = b.length + 1;
  forth.fill(-1, 0, a.length + b.length + 3);
  back.fill(-1, 0, a.length + b.length + 3);
  for (let d = 0; ; d++) {
    for (let k = lowest(d, b.length); k <= highest(d, a.length); k += 2) {
      let x = furthest(forth, zero + k, d, a.length, b.length + k);
      if (x < 0) continue;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      forth[zero + k] = x;
      if (isOdd && Math.abs(delta - k) < d && meets(back[zero + delta - k], x, a.length)) {
        return [x, x - k];
      }
    }
    for (let k = lowest(d, b.length); k <= highest(d, a.length); k += 2) {
      let x = furthest(back, zero + k, d, a.length, b.length + k);
      if (x < 0) continue;
      while (x < a.length && x - k < b.length && a[a.length - 1 - x] === b[b.length - 1 - x + k])
        x++;
      back[zero + k] = x;
      if (!isOdd && Math.abs(delta - k) <= d && meets(forth[zero + delta - k], x, a.length)) {
        return [a.length - x, b.length - x + k];
      }
    }
    if (d >= patience) return best(forth, zero, d, a.length, b.length);
  }
}

function lowest(d: number, most: number): number {
  return -d + 2 * Math.max(0, d - most);
}

function highest(d: number, most: number): number {
  return d - 2 * Math.max(0, d - most);
}

/** How far one more step gets on a diagonal, from either neighbour; -1 where it leaves the box. */
function furthest(reached: Int32Array, at: number, d: number, most: number, mostDown: number) {
  if (d === 0) return 0;
  const right = reached[at - 1] as number;
  const down = reached[at + 1] as number;
  return Math.max(right >= 0 && right < most ? right + 1 : -1, down <= mostDown ? down : -1);
}

function meets(other: number | undefined, x: number, length: number): boolean {
  return other !== undefined && other >= 0 && other + x >= length;
}

function best(
  reached: Int32Array,
  zero: number,
  d: number,
  aLength: number,
  bLength: number,
): [number, number] {
  let point: [number, number] = [0, 0];
  for (let k = lowest(d, bLength); k <= highest(d, aLength); k += 2) {
    const x = reached[zero + k] as number;
    if (x >= 0 && 2 * x - k > point[0] + point[1]) point = [x, x - k];
  }
  return point;
}

/** A group of changed lines whose first equals the line after it may as well be one line later. */
function slideDown(ids: Int32Array, changed: Uint8Array): void {
  let start = 0;
  while (start < ids.length) {
    if (!changed[start]) {
      start++;
      continue;
    }
    let end = start;
    for (;;) {
      while (end < ids.length && changed[end]) end++;
      if (end === ids.length || ids[start] !== ids[end]) break;
      changed[start++] = 0;
      changed[end] = 1;
    }
    start = end;
  }
}

function hunksOf(removed: Uint8Array, added: Uint8Array): Hunk[] {
  const hunks: Hunk[] = [];
  let i = 0;
  let j = 0;
  while (i < removed.length || j < added.length) {
    const [start, from] = [i, j];
    while (removed[i]) i++;
    while (added[j]) j++;
    if (i > start || j > from) hunks.push({ start, end: i, from, to: j });
    else {
      i++;
      j++;
    }
  }
  return hunks;
}
