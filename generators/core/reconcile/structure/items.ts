import { diff } from '../diff.ts';
import type { Piece } from '../pieces.ts';
import { regionsOf, sameLines } from '../regions.ts';
import type { Branch, Entry } from './tree.ts';
import { isSameText, isSolid, linesOfEntry, linesSaid, separated } from './tree.ts';
import { clashOf, type Versions } from './versions.ts';

/** What tells the items of a list apart, as in Kubernetes; the first that all of them have. */
const nameKeys = ['name', 'host', 'key', 'port', 'id'];

/** How an item is called, where every item of all versions has a name of its own. */
export function nameOfItems({
  base,
  mine,
  theirs,
}: Versions<Branch>): ((item: Entry) => string) | undefined {
  const lists = [base?.entries ?? [], mine.entries, theirs.entries];
  const nameKey = nameKeys.find((key) =>
    lists.every((items) => {
      const names = items.map((item) => nameUnder(key, item));
      return !names.includes(undefined) && new Set(names).size === names.length;
    }),
  );
  return nameKey === undefined ? undefined : (item) => nameUnder(nameKey, item) as string;
}

function nameUnder(nameKey: string, { node }: Entry): string | undefined {
  if (node.kind !== 'map') return undefined;
  const value = node.entries.find(({ key }) => key === nameKey)?.node;
  return value?.kind === 'leaf' ? value.name : undefined;
}

interface Items {
  base: readonly Entry[];
  mine: readonly Entry[];
  theirs: readonly Entry[];
}

type MergePair = (entries: Versions<Entry>, path: string) => Piece[];

/** Items without names, by what they say. */
export function mergeItems(
  { base, mine, theirs }: Versions<Branch>,
  path: string,
  mergePair: MergePair,
): Piece[][] {
  const items: Items = { base: base?.entries ?? [], mine: mine.entries, theirs: theirs.entries };
  const texts = {
    base: items.base.map(textOf),
    mine: items.mine.map(textOf),
    theirs: items.theirs.map(textOf),
  };
  const hunks = { mine: diff(texts.base, texts.mine), theirs: diff(texts.base, texts.theirs) };
  const addedByMine = new Set(hunks.mine.flatMap(({ from, to }) => texts.mine.slice(from, to)));
  const isMovedByBoth = (text: string) =>
    addedByMine.has(text) && Object.values(texts).every((list) => standsOnce(text, list));
  return regionsOf(texts, hunks, 'apart').flatMap((region): Piece[][] => {
    const here: Items = {
      base: items.base.slice(region.base.start, region.base.end),
      mine: items.mine.slice(region.mine.start, region.mine.end),
      theirs: items.theirs.slice(region.theirs.start, region.theirs.end),
    };
    if (region.by === 'nobody') return merged(here, path, mergePair);
    if (region.by === 'both') return mergeChanged(here, path, mine.separator, mergePair);
    if (region.by !== 'theirs') return kept(here.mine);
    // The same word at another place may say something else there, such as the value of a flag.
    return kept(here.theirs.filter((item) => !isMovedByBoth(textOf(item))));
  });
}

/** Items that both sides changed. */
function mergeChanged(
  items: Items,
  path: string,
  separator: string,
  mergePair: MergePair,
): Piece[][] {
  const { base, mine, theirs } = items;
  if (base.length === 0) {
    if (beginsWith(mine, theirs)) return kept(mine);
    if (beginsWith(theirs, mine)) return kept(theirs);
    // Where they share some, such as a flag, only a person can tell what belongs together.
    if (!mine.some((item) => theirs.some((other) => isSame(item, other)))) {
      return kept([...mine, ...theirs]);
    }
  }
  const areAsMany = mine.length === base.length && theirs.length === base.length;
  if (areAsMany && base.length > 0) return merged(items, path, mergePair);
  const lines = (some: readonly Entry[]) =>
    some.flatMap((item, i) => separated(linesOfEntry(item), i < some.length - 1 ? separator : ''));
  return [clashOf({ base: lines(base), mine: lines(mine), theirs: lines(theirs) }, path)];
}

function merged({ base, mine, theirs }: Items, path: string, mergePair: MergePair): Piece[][] {
  return mine.map((item, i) =>
    mergePair({ base: base[i], mine: item, theirs: theirs[i] as Entry }, path),
  );
}

function kept(items: readonly Entry[]): Piece[][] {
  return items.map((item) => [linesOfEntry(item)]);
}

/** Whether some are what the items begin with, and no comment above one of them is missing. */
function beginsWith(items: readonly Entry[], some: readonly Entry[]): boolean {
  return some.every((wanted, i) => {
    const item = items[i];
    if (!item || !isSame(item, wanted)) return false;
    return !wanted.lead.some(isSolid) || isSameText(wanted.lead, item.lead);
  });
}

function standsOnce(text: string, list: readonly string[]): boolean {
  const at = list.indexOf(text);
  return at !== -1 && at === list.lastIndexOf(text);
}

function isSame(item: Entry, other: Entry): boolean {
  return sameLines(linesSaid({ ...item, lead: [] }), linesSaid({ ...other, lead: [] }));
}

function textOf(item: Entry): string {
  return linesSaid(item).join('\n');
}
