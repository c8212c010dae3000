import { isMap } from '../data/maps.ts';

/**
 * The values of a chart as a tree: each leaf carries its default, the advice that stands above it
 * in values.yaml and the schema that guards it, so that the three cannot drift apart.
 */
export type Data = string | number | boolean | Data[] | { [key: string]: Data };
export type DataMap = { [key: string]: Data };
export type JsonSchema = { [key: string]: unknown };

export interface Leaf {
  node: 'leaf';
  value: Data;
  comment: string;
  schema: JsonSchema;
}

export interface Branch {
  node: 'branch';
  comment: string;
  children: Tree;
  /** Keys beside the known ones: none, or such as this schema allows. */
  others?: JsonSchema;
  /** More keywords for the schema of the whole branch. */
  schema?: JsonSchema;
}

export type Node = Leaf | Branch;
export type Tree = { readonly [key: string]: Node };

export function leaf(value: Data, comment: string, schema: JsonSchema): Leaf {
  return { node: 'leaf', value, comment, schema };
}

export function branch(
  comment: string,
  children: Tree,
  more: Pick<Branch, 'others' | 'schema'> = {},
): Branch {
  return { node: 'branch', comment, children, ...more };
}

/** One tree of many; a branch may be shared, a leaf has one owner. */
export function mergeTrees(trees: readonly Tree[], at = ''): Tree {
  const merged: Record<string, Node> = {};
  for (const tree of trees) {
    for (const [key, node] of Object.entries(tree)) {
      const path = at === '' ? key : `${at}.${key}`;
      const known = merged[key];
      if (!known) merged[key] = node;
      else if (known.node === 'branch' && node.node === 'branch') {
        merged[key] = {
          ...known,
          ...node,
          comment: known.comment || node.comment,
          children: mergeTrees([known.children, node.children], path),
        };
      } else throw new Error(`two parts of the chart claim the value ${path}`);
    }
  }
  return merged;
}

export interface Row {
  path: string;
  leaf: Leaf;
}

export function leavesOf(tree: Tree, at = ''): Row[] {
  return Object.entries(tree).flatMap(([key, node]) => {
    const path = at === '' ? pathPart(key) : `${at}.${pathPart(key)}`;
    return node.node === 'leaf' ? [{ path, leaf: node }] : leavesOf(node.children, path);
  });
}

function pathPart(key: string): string {
  return key.includes('.') ? `"${key}"` : key;
}

export function dataOf(tree: Tree): DataMap {
  return Object.fromEntries(
    Object.entries(tree).map(([key, node]) => [
      key,
      node.node === 'leaf' ? node.value : dataOf(node.children),
    ]),
  );
}

/** Whether it says nothing: an optional key with such a value is left out. */
export function isEmpty(data: Data | undefined): boolean {
  if (data === undefined || data === '') return true;
  return typeof data === 'object' && Object.keys(data).length === 0;
}

/** Both maps as one; where they meet, the later one wins. Lists are replaced, as Helm does. */
export function mergeData(first: DataMap, second: DataMap): DataMap {
  const merged: DataMap = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const known = merged[key];
    merged[key] = isMap(known) && isMap(value) ? mergeData(known, value) : value;
  }
  return merged;
}

/** Puts a value at a path, making the maps on the way; false where something else is in the way. */
export function putAt(data: DataMap, path: readonly string[], value: Data): boolean {
  let here = data;
  for (const part of path.slice(0, -1)) {
    const inner: Data = (Object.hasOwn(here, part) ? here[part] : undefined) ?? {};
    if (!isMap(inner)) return false;
    here[part] = inner;
    here = inner;
  }
  here[path.at(-1) as string] = value;
  return true;
}

/** What of `wanted` differs from `base`: an overlay says nothing twice. */
export function differences(base: DataMap, wanted: DataMap): DataMap {
  const different: DataMap = {};
  for (const [key, value] of Object.entries(wanted)) {
    const known = base[key];
    if (isMap(known) && isMap(value)) {
      const inner = differences(known, value);
      if (Object.keys(inner).length > 0) different[key] = inner;
    } else if (JSON.stringify(known) !== JSON.stringify(value)) different[key] = value;
  }
  return different;
}
