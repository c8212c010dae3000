import type { Env } from './cache.ts';
import { locateTools, type Toolbox, type ToolboxKey } from './resolve.ts';

type Present<Key extends ToolboxKey> = { [K in Key]: Extract<Toolbox[K], { ok: true }> };

const located = new WeakMap<Env, Toolbox>();

function locateOnce(env: Env): Toolbox {
  const toolbox = located.get(env) ?? locateTools(env);
  located.set(env, toolbox);
  return toolbox;
}

/**
 * For tests: the tools by name, or the test is skipped with the reason; in CI it fails.
 * @example it('renders', (context) => { const { helm3 } = requireTools(context, ['helm3']); … });
 */
export function requireTools<Key extends ToolboxKey>(
  context: { skip(note?: string): never },
  keys: readonly Key[],
  env: Env = process.env,
): Present<Key> {
  const toolbox = locateOnce(env);
  const reasons = keys.flatMap((key) => {
    const entry = toolbox[key];
    return entry.ok ? [] : [entry.reason];
  });
  if (reasons.length > 0) {
    if (env.CI) throw new Error(reasons.join('; '));
    context.skip(reasons.join('; '));
  }
  return Object.fromEntries(keys.map((key) => [key, toolbox[key]])) as Present<Key>;
}
