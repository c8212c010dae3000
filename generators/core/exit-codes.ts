/** Documented in the README; scripts rely on them. */
export const exitCodes = {
  done: 0,
  failed: 1,
  badUsage: 2,
  notVerified: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
