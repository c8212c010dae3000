import { type Data, type DataMap, putAt } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import type { Guess, Guesses } from '../guess/types.ts';
import { parseImage } from './image.ts';
import { saysImage } from './settle.ts';

/** A guess at the place of the answer that it stands for. */
export interface PlacedGuess {
  path: string;
  value: Data;
  from: string;
}

/**
 * What was guessed, as answers. What describes a container is of use only where its image is known:
 * the sample image listens where it listens, whatever a Dockerfile beside it says.
 */
export function placeGuesses(guesses: Guesses, hasImage: boolean): PlacedGuess[] {
  const placed: PlacedGuess[] = [];
  const put = (path: string, guess: Guess<unknown> | undefined) => {
    if (guess) placed.push({ path, value: guess.value as Data, from: guess.from });
  };
  put('name', guesses.name);
  put('description', guesses.description);
  put('chart.appVersion', guesses.version);
  put('chart.license', guesses.license);
  put('chart.home', guesses.home);
  put('chart.sources', guesses.sources);
  put('image', guesses.image);
  if (!hasImage && !guesses.image) return placed.filter(({ path }) => path !== 'chart.appVersion');
  put('port', guesses.port);
  put('probes.live.path', guesses.livePath);
  put('probes.ready.path', guesses.readyPath);
  put('metrics.port', guesses.metricsPort);
  put('metrics.path', guesses.metricsPath);
  put('workload.userId', guesses.userId);
  for (const [name, extra] of Object.entries(guesses.extraPorts?.value ?? {})) {
    put(`extraPorts.${name}`, { value: { ...extra }, from: guesses.extraPorts?.from ?? '' });
  }
  return placed;
}

/** What is left of the guesses beside what somebody said. */
export function guessesBeside(guesses: Guesses, said: DataMap): PlacedGuess[] {
  const isOpen = ({ path }: PlacedGuess) => {
    const known = path
      .split('.')
      .reduce<Data | undefined>((at, part) => (isMap(at) ? at[part] : undefined), said);
    return path === 'image' ? !saysImage(said.image) : known === undefined || isMap(known);
  };
  return placeGuesses(guesses, saysImage(said.image)).filter(isOpen);
}

export function answersFromGuesses(placed: readonly PlacedGuess[]): DataMap {
  const answers: DataMap = {};
  for (const { path, value } of placed)
    putAt(answers, path.split('.'), path === 'image' ? imageFrom(value) : value);
  return answers;
}

/** Taken apart, so that somebody who says more of the image does not lose it. */
function imageFrom(value: Data): Data {
  const parsed = parseImage(String(value));
  if (!parsed.ok) return value;
  return Object.fromEntries(Object.entries(parsed.image).filter(([, part]) => part !== ''));
}
