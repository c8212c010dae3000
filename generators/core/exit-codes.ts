/** Documented in the README; scripts rely on them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  badUsage: 2,
  conflicts: 3,
  notVerified: 4,
  drift: 5,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
