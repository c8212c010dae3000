import type { ToolName } from './tools.ts';

export type Source = 'PATH' | 'cache' | 'built';

export interface Missing {
  readonly ok: false;
  readonly reason: string;
  readonly seconds?: number;
}

export interface Found {
  readonly ok: true;
  readonly path: string;
  readonly version: string;
  readonly source: Source;
  readonly seconds?: number;
}

export interface FoundSchemas {
  readonly ok: true;
  /** The folder that holds them. */
  readonly path: string;
  readonly version: string;
  readonly source: Source;
  readonly seconds?: number;
  /** Each follows a `-schema-location` of kubeconform. */
  readonly locations: readonly string[];
  /** Each may follow a `-kubernetes-version`. */
  readonly kubernetes: readonly string[];
}

export type Toolbox = Readonly<Record<ToolName, Found | Missing>> & {
  readonly schemas: FoundSchemas | Missing;
};

export type ToolboxKey = keyof Toolbox;

/** kubeconform's arguments for one version of Kubernetes, strict and without the network. */
export function kubeconformArgs(schemas: FoundSchemas, kubernetes: string): string[] {
  const locations = schemas.locations.flatMap((location) => ['-schema-location', location]);
  return ['-strict', '-kubernetes-version', kubernetes, ...locations];
}
