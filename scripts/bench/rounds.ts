import type { Contender } from './contender.ts';
import { type Room, runIn } from './run.ts';

/**
 * Runs each contender once a round, one after the other, so that a busy moment hits all alike.
 * The first round warms the disk and does not count.
 * @returns the milliseconds of each contender, in the order of the contenders.
 */
export function timeInTurns(
  contenders: readonly Contender[],
  rounds: number,
  room: Room,
): number[][] {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, { command, brings }] of contenders.entries()) {
      const { milliseconds } = runIn(room, command, { brings });
      if (round > 0) times[index]?.push(milliseconds);
    }
  }
  return times;
}
