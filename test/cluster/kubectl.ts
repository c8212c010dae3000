import { inject } from 'vitest';
import { runTool, type ToolRun, template } from '../charts/run-tool.ts';
import type { Room } from './room.ts';

export function kubectl(args: readonly string[], input?: string): Promise<ToolRun> {
  const { kubectl: program } = inject('programs');
  return runTool(program, [...args, '--kubeconfig', inject('access').kubeconfig], input);
}

/** What a chart makes in a room, and what the API server says to it, field by field, unwritten. */
export async function strictDryRun(
  room: Room,
  folder: string,
  values: readonly string[],
  release: string,
): Promise<{ rendered: string; dryRun: ToolRun }> {
  const more = [...values, '--namespace', room.namespace];
  const { stdout: rendered } = await template(inject('programs').helm4, folder, more, release);
  const dryRun = await kubectl(
    [
      // In Helm's name, since what it no longer says is then taken away.
      ...['apply', '--server-side', '--field-manager=helm', '--force-conflicts'],
      ...['--dry-run=server', '--validate=strict', '--filename=-'],
      ...['--namespace', room.namespace],
    ],
    rendered,
  );
  return { rendered, dryRun };
}
