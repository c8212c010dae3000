import { cureFor } from '../core/answers/fault.ts';
import { misuse } from '../core/usage-error.ts';
import type { Verb } from './command.ts';
import { onlyFolder } from './wrong-use.ts';

/** What a command with verbs was asked for, such as `environment rename qa uat my-app`. */
export interface Asked<Word extends string> {
  verb: Word;
  names: readonly string[];
  dir: string | undefined;
}

/** Each verb takes so many names, and the folder of the chart may follow. */
export function askedOf<Word extends string>(
  words: readonly string[],
  verbs: Readonly<Record<Word, Verb>>,
  call: string,
): Asked<Word> {
  const [verb = '', ...more] = words;
  const known = Object.keys(verbs) as Word[];
  const found = known.find((name) => name === verb);
  if (!found) {
    const what = verb === '' ? 'say what to do' : `there is no "${verb}"`;
    throw misuse(call, `${what}; ${cureFor(verb, known, `one of ${known.join(', ')}`)}`);
  }
  const wanted = verbs[found].needs;
  const names = more.slice(0, wanted.length);
  const missing = wanted[names.length];
  if (missing !== undefined) {
    throw misuse(
      `${call} ${found}`,
      `needs ${missing}, as in ${call} ${found} ${wanted.join(' ')}`,
    );
  }
  return { verb: found, names, dir: onlyFolder(more.slice(wanted.length)) };
}
