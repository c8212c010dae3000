export type Say = (line: string) => void;

/** A line when it starts, one every quarter of a minute, one when it ends. */
export async function reported<T>(say: Say, what: string, work: () => Promise<T>): Promise<T> {
  const begun = Date.now();
  const elapsed = () => `${Math.round((Date.now() - begun) / 1000)} s`;
  say(`${what} …`);
  const tick = setInterval(() => say(`${what} … ${elapsed()}`), 15_000);
  tick.unref();
  try {
    const result = await work();
    say(`${what}: done in ${elapsed()}`);
    return result;
  } catch (error) {
    say(`${what}: failed after ${elapsed()}`);
    throw error;
  } finally {
    clearInterval(tick);
  }
}

/** At most `size` at once, begun in the order they were given. */
export function pool(size: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = size;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
