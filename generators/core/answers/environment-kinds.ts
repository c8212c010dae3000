export const environmentKinds = ['development', 'staging', 'production'] as const;
export type EnvironmentKind = (typeof environmentKinds)[number];

/** The kind that a name tells, so that people need not say it twice. */
export function kindOf(name: string): EnvironmentKind | undefined {
  if (/^(dev|develop|development|local|sandbox|preview)(-|$)/.test(name)) return 'development';
  if (/^(stag|staging|stage|test|qa|uat|int|integration|preprod)(-|$)/.test(name)) return 'staging';
  if (/^(prod|production|live)(-|$)/.test(name)) return 'production';
  return undefined;
}

export const kindDefaults: Readonly<
  Record<
    EnvironmentKind,
    { replicas: number; sizeSteps: number; logLevel: string; prometheus: boolean }
  >
> = {
  development: { replicas: 1, sizeSteps: 2, logLevel: 'debug', prometheus: false },
  staging: { replicas: 2, sizeSteps: 1, logLevel: 'info', prometheus: true },
  production: { replicas: 3, sizeSteps: 0, logLevel: 'info', prometheus: true },
};
