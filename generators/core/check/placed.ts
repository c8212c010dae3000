/** Where something holds: an overlay by its environment's name, or null for values.yaml alone. */
export type Place = string | null;

/** The same thing in several environments is told once, with all of them. */
export function toldOnce<T extends object>(
  found: readonly { environment: Place; things: readonly T[] }[],
): (T & { environments: Place[] })[] {
  const known = new Map<string, T & { environments: Place[] }>();
  for (const { environment, things } of found) {
    for (const thing of things) {
      const key = JSON.stringify(thing);
      const same = known.get(key);
      if (same === undefined) known.set(key, { ...thing, environments: [environment] });
      else if (!same.environments.includes(environment)) same.environments.push(environment);
    }
  }
  return [...known.values()];
}
