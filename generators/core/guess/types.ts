/** Texts of a project's files by their path in the folder, e.g. `Dockerfile`. */
export type ProjectTexts = Readonly<Record<string, string>>;

/** A value that nobody has answered yet, with the place it was read from. */
export interface Guess<T> {
  readonly value: T;
  /** For people, e.g. `Dockerfile, line 12 (EXPOSE)`. */
  readonly from: string;
}

export interface ExtraPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

export interface Guesses {
  name?: Guess<string>;
  description?: Guess<string>;
  version?: Guess<string>;
  license?: Guess<string>;
  home?: Guess<string>;
  sources?: Guess<readonly string[]>;
  /** An image reference without a tag that would say nothing (`latest`, a variable). */
  image?: Guess<string>;
  port?: Guess<number>;
  extraPorts?: Guess<Readonly<Record<string, ExtraPort>>>;
  /** Both health paths are answered on `port`. */
  livePath?: Guess<string>;
  readyPath?: Guess<string>;
  /** May be the same as `port`. */
  metricsPort?: Guess<number>;
  metricsPath?: Guess<string>;
  userId?: Guess<number>;
}

export interface ListeningPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  /** A name somebody gave it, e.g. the variable in `EXPOSE ${METRICS_PORT}`. */
  readonly name?: string;
  readonly from: string;
}

/** A path and, where the source says so, the port it is answered on. */
export interface Endpoint {
  readonly path: string;
  readonly port?: number;
}

/** What one kind of file says; `decide.ts` weighs the hints of all kinds against each other. */
export interface Hints extends Pick<Guesses, AboutKey | 'image' | 'userId'> {
  /** The command line names the port. */
  commandPort?: Guess<number>;
  /** A variable such as PORT names it. */
  variablePort?: Guess<number>;
  /** Declared ports, in the order of the file. */
  listens?: readonly ListeningPort[];
  /** What the framework or the server listens on unless told otherwise. */
  usualPort?: Guess<number>;
  /** A health check asks this port, on which the application is then. */
  checkedPort?: Guess<number>;
  live?: Guess<Endpoint>;
  ready?: Guess<Endpoint>;
  /** Without a port, metrics are answered where the application is. */
  metrics?: Guess<Endpoint>;
  /** A library for metrics is there, but not where it answers. */
  metricsLibrary?: string;
}

export const aboutKeys = [
  'name',
  'description',
  'version',
  'license',
  'home',
  'sources',
] as const satisfies readonly (keyof Guesses)[];
export type AboutKey = (typeof aboutKeys)[number];

/** Leaves out what is undefined, so that spreading never hides a value below. */
export function withoutGaps<T extends object>(
  given: T,
): {
  [K in keyof T]?: Exclude<T[K], undefined>;
} {
  const filled = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(filled) as never;
}
