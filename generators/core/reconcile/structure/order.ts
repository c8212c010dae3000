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
  const isCommon = (key: string) =>
    base.includes(key) && mine.includes(key) && theirs.includes(key);
  const order = (keys: readonly string[]) => keys.filter(isCommon).join('\n');
  const onlyTheyMoved = order(mine) === order(base) && order(theirs) !== order(base);
  const [first, second] = onlyTheyMoved ? [theirs, mine] : [mine, theirs];
  const merged = [...first];
  let after = -1;
  for (const key of second) {
    const known = merged.indexOf(key);
    if (known !== -1) {
      after = known;
      continue;
    }
    after++;
    if (second === theirs) {
      while (after < merged.length && !theirs.includes(merged[after] as string)) after++;
    }
    merged.splice(after, 0, key);
  }
  return merged;
}
