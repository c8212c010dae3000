import { defaults, hints, maps } from '../../generated/defaults.ts';
import type { Profile } from './answers/profiles.ts';
import type { KnownAnswers } from './compose/answers-file.ts';

/** What is known of the answers of a profile without their schema. */
export function knownAnswers(profile: Profile): KnownAnswers {
  return { hints, usual: defaults[profile]?.answers ?? {}, maps };
}
