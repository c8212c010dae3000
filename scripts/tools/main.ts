import { cacheRoot } from './cache.ts';
import { resolveTools, type Toolbox, type ToolboxKey } from './resolve.ts';
import { TOOL_NAMES } from './tools.ts';

const KEYS: readonly ToolboxKey[] = [...TOOL_NAMES, 'schemas'];

const USAGE = `Usage: npm run tools [-- NAME...]

Gets the programs that the tests run: from PATH where a suitable one is there, else from the cache
(${cacheRoot()}), else built by Go into the cache.
Names: ${KEYS.join(', ')}. Without any: all.`;

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(USAGE);
    return 0;
  }
  const unknown = args.filter((arg) => !KEYS.includes(arg as ToolboxKey));
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. Names are ${KEYS.join(', ')}.`);
    return 2;
  }
  const only = args.length > 0 ? (args as ToolboxKey[]) : KEYS;
  const toolbox = await resolveTools({ only, say: (line) => console.error(line) });
  console.log(table(toolbox, only));
  const missing = only.map((key) => toolbox[key]).filter((entry) => !entry.ok);
  for (const { reason } of missing) console.error(`! ${reason}`);
  if (missing.length > 0) {
    console.error(
      process.env.CI
        ? 'In CI every tool has to be there.'
        : 'The tests that need what is missing are skipped (in CI they fail).',
    );
  }
  return missing.length > 0 && process.env.CI ? 1 : 0;
}

function table(toolbox: Toolbox, keys: readonly ToolboxKey[]): string {
  const rows = [
    ['tool', 'version', 'source', 'seconds', 'path'],
    ...keys.map((key) => {
      const entry = toolbox[key];
      const seconds = (entry.seconds ?? 0).toFixed(1);
      return entry.ok
        ? [key, entry.version, entry.source, seconds, entry.path]
        : [key, '-', 'missing', seconds, '-'];
    }),
  ];
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths?.[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

// Leaving through `exit` ends the compilers and gives the locks back.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
process.exitCode = await main(process.argv.slice(2));
