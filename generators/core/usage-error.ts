import type { Fault } from './answers/fault.ts';

/** What was asked for cannot be done as it was said: exit code 2, nothing written. */
export class UsageError extends Error {
  override name = 'UsageError';

  constructor(readonly faults: readonly Fault[]) {
    super(faults.map(faultLine).join('\n'));
  }
}

/** The same of one thing alone. */
export function misuse(path: string, message: string): UsageError {
  return new UsageError([{ path, message }]);
}

export function faultLine({ path, message }: Fault): string {
  return path === '' ? message : `${path}: ${message}`;
}
