import type { ImmutableChange } from './change.ts';

export function namespaceChange(environment: string, from: string, to: string): ImmutableChange {
  return {
    object: `environment ${environment}`,
    field: 'namespace',
    from,
    to,
    breaks: `The release in ${from} stays as it is; the next helm upgrade --install makes a second one in ${to}.`,
    safely: `Install into ${to}, move traffic and data, then helm uninstall in ${from}.`,
  };
}
