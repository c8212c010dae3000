export interface Keys {
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

/**
 * All keys of both sides in the order of the result: mine, or theirs where only they moved some.
 * What the other side added follows the key that it follows there; mine come first.
 */
export function mergedOrder({ base, mine, theirs }: Keys): string[] {
  const known = { base: new Set(base), mine: new Set(mine), theirs: new Set(theirs) };
  const isCommon = (key: string) => Object.values(known).every((keys) => keys.has(key));
  const order = (keys: readonly string[]) => keys.filter(isCommon).join('\n');
  const onlyTheyMoved = order(mine) === order(base) && order(theirs) !== order(base);
  const [first, second] = onlyTheyMoved ? [theirs, mine] : [mine, theirs];
  const places = new Map(first.map((key, at) => [key, at]));
  const isMine = (at: number) => at < first.length && !known.theirs.has(first[at] as string);
  // What only the second side has, by the place in the first that it comes behind.
  const behind = new Map<number, string[]>();
  let after = -1;
  for (const key of second) {
    const place = places.get(key);
    if (place !== undefined) {
      after = place;
      continue;
    }
    while (second === theirs && isMine(after + 1)) after++;
    const added = behind.get(after);
    if (added) added.push(key);
    else behind.set(after, [key]);
  }
  return [
    ...(behind.get(-1) ?? []),
    ...first.flatMap((key, at) => [key, ...(behind.get(at) ?? [])]),
  ];
}
