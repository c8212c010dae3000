import { requireTools } from '../../scripts/tools/require.ts';
import { type Render, rendersOf } from '../charts/renders.ts';
import { scenarios } from '../charts/scenarios.ts';

let made: Promise<Render[]> | undefined;

/** Every render of every golden scenario, made once for all tests of a file. */
export function goldenRenders(context: { skip(note?: string): never }): Promise<Render[]> {
  const { helm4 } = requireTools(context, ['helm4']);
  made ??= inTurn(helm4.path);
  return made;
}

async function inTurn(helm: string): Promise<Render[]> {
  const renders: Render[] = [];
  for (const scenario of scenarios) renders.push(...(await rendersOf(scenario, helm)));
  return renders;
}
