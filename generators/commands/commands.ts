import { app } from './app.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';
import { environment } from './environment.ts';
import { feature } from './feature.ts';
import { info } from './info.ts';
import { update } from './update.ts';

/** Every command there is; the first is meant where none is named. */
export const commands: readonly [Command, ...Command[]] = [
  app,
  update,
  feature,
  environment,
  check,
  info,
];
