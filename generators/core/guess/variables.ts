import { cleanPort } from './clean.ts';

/** In order of how surely the application itself reads them. */
export const portVariables: readonly string[] = [
  'PORT',
  'SERVER_PORT',
  'HTTP_PORT',
  'APP_PORT',
  'LISTEN_PORT',
  'NITRO_PORT',
  'UVICORN_PORT',
  'QUARKUS_HTTP_PORT',
  'MICRONAUT_SERVER_PORT',
  'ASPNETCORE_HTTP_PORTS',
  'ASPNETCORE_URLS',
];
export const metricsVariables: readonly string[] = ['METRICS_PORT', 'PROMETHEUS_PORT', 'PROM_PORT'];

export interface VariablePort {
  readonly name: string;
  readonly port: number;
}

export function firstPort(
  names: readonly string[],
  lookUp: (name: string) => string | undefined,
): VariablePort | undefined {
  for (const name of names) {
    const value = lookUp(name);
    const url = /^http:\/\/[^/:]*:(\d{1,5})\/?$/.exec(value ?? '')?.[1];
    const port = cleanPort(url ?? value);
    if (port !== undefined) return { name, port };
  }
  return undefined;
}
