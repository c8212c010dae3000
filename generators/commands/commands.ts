import { app } from './app.ts';
import type { Command } from './command.ts';

/** Every command there is; the first is meant where none is named. */
export const commands: readonly [Command, ...Command[]] = [app];
