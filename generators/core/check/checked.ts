import type { Finding } from '../rules/run.ts';
import type { Warning } from './choices.ts';
import type { Place } from './placed.ts';

/** A finding of a rule; those of the chart's own files hold whatever the environment. */
export type PlacedFinding = Finding & { environments: readonly Place[] };
export type PlacedWarning = Warning & { environments: readonly Place[] };
