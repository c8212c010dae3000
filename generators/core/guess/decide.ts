import { portName } from '../answers/rules.ts';
import {
  aboutKeys,
  type Endpoint,
  type ExtraPort,
  type Guess,
  type Guesses,
  type Hints,
  type ListeningPort,
} from './types.ts';

/** Weighs the hints of all files; those that come first win where two say different things. */
export function decide(hints: readonly Hints[]): Guesses {
  const guesses: Guesses = {};
  for (const key of [...aboutKeys, 'image', 'userId'] as const) {
    const guess = first(hints, key);
    if (guess) Object.assign(guesses, { [key]: guess });
  }
  const port = decidePort(hints);
  if (port) guesses.port = port;
  const live = onPort(first(hints, 'live'), port);
  if (live) guesses.livePath = live;
  const ready = onPort(first(hints, 'ready'), port);
  if (ready) guesses.readyPath = ready;

  const listens = hints.find((hint) => hint.listens?.length)?.listens ?? [];
  const metrics = decideMetrics(hints, listens, port);
  if (metrics) {
    guesses.metricsPort = { value: metrics.value.port, from: metrics.from };
    guesses.metricsPath = { value: metrics.value.path, from: metrics.from };
  }
  const extra = port && extraPorts(listens, [port.value, metrics?.value.port]);
  if (extra) guesses.extraPorts = extra;
  return guesses;
}

function first<K extends keyof Hints>(hints: readonly Hints[], key: K): Hints[K] | undefined {
  return hints.find((hint) => hint[key] !== undefined)?.[key];
}

/** Ports that speak HTTP unless somebody says otherwise. */
const usualHttpPorts = [80, 8080, 3000, 8000, 5000, 4000, 8888];
const usualMetricsPorts = [9090, 9091, 9100, 9102, 9464, 2112];

/**
 * Each source is asked as a whole before the next: what an image says of itself stands above what
 * a compose file does with it, and both above what a framework does unless told otherwise.
 */
function decidePort(hints: readonly Hints[]): Guess<number> | undefined {
  for (const hint of hints) {
    if (hint.commandPort) return hint.commandPort;
    const declared = (hint.listens ?? []).filter(({ protocol }) => protocol === 'TCP');
    if (declared.length > 0) return declaredPort(declared, hint, hints);
    const other = hint.variablePort ?? hint.checkedPort;
    if (other) return other;
  }
  return first(hints, 'usualPort');
}

function declaredPort(
  declared: readonly ListeningPort[],
  hint: Hints,
  hints: readonly Hints[],
): Guess<number> | undefined {
  const guess = (found: ListeningPort | undefined) =>
    found && { value: found.port, from: found.from };
  const number = (wanted: number | undefined) => declared.find(({ port }) => port === wanted);
  const byVariable = number(hint.variablePort?.value);
  // One that contradicts what is declared: either may be a leftover.
  if (hint.variablePort && !byVariable) return undefined;
  if (byVariable) return guess(byVariable);

  const open = declared.filter(({ name }) => !isMetricsName(name));
  const candidates = new Set(open.map(({ port }) => port));
  if (candidates.size === 1) return guess(open[0]);
  const named = open.find(({ name }) => /^(http|web|app)(_?port)?$/i.test(name ?? ''));
  const others = hints.filter((other) => other !== hint);
  const elsewhere = others
    .flatMap((other) => other.listens ?? [])
    .filter(({ port }) => candidates.has(port));
  return guess(
    named ??
      number(hint.checkedPort?.value) ??
      number(first(others, 'variablePort')?.value) ??
      (elsewhere.length === 1 ? number(elsewhere[0]?.port) : undefined) ??
      number(first(hints, 'usualPort')?.value) ??
      open.find(({ port }) => usualHttpPorts.includes(port)),
  );
}

const isMetricsName = (name: string | undefined): boolean => /metrics|prom/i.test(name ?? '');

/** A health path on a port of its own is none of the application's port. */
function onPort(
  endpoint: Guess<Endpoint> | undefined,
  port: Guess<number> | undefined,
): Guess<string> | undefined {
  if (!endpoint) return undefined;
  const { path, port: own } = endpoint.value;
  if (own !== undefined && own !== port?.value) return undefined;
  return { value: path, from: endpoint.from };
}

function decideMetrics(
  hints: readonly Hints[],
  listens: readonly ListeningPort[],
  port: Guess<number> | undefined,
): Guess<Required<Endpoint>> | undefined {
  const told = first(hints, 'metrics');
  const library = first(hints, 'metricsLibrary');
  const tcp = listens.filter((one) => one.protocol === 'TCP' && one.port !== port?.value);
  const declared =
    tcp.find(({ name }) => isMetricsName(name)) ??
    (told || library ? tcp.find((one) => usualMetricsPorts.includes(one.port)) : undefined);
  const path = told?.value.path ?? '/metrics';
  if (told?.value.port !== undefined) {
    return { value: { path, port: told.value.port }, from: told.from };
  }
  if (declared) return { value: { path, port: declared.port }, from: declared.from };
  return told && port ? { value: { path, port: port.value }, from: told.from } : undefined;
}

const mostExtraPorts = 20;
const knownPorts: Readonly<Record<number, string>> = { 50051: 'grpc' };

function extraPorts(
  listens: readonly ListeningPort[],
  taken: readonly (number | undefined)[],
): Guesses['extraPorts'] {
  // A list without the application's own port is a leftover.
  if (!listens.some(({ port, protocol }) => protocol === 'TCP' && port === taken[0]))
    return undefined;
  const further = listens.filter(
    ({ port, protocol }) => protocol === 'UDP' || !taken.includes(port),
  );
  const from = further[0]?.from;
  if (from === undefined || further.length > mostExtraPorts) return undefined;
  const value: Record<string, ExtraPort> = {};
  for (const one of further) {
    value[extraPortName(one)] = { port: one.port, protocol: one.protocol };
  }
  return { value, from };
}

function extraPortName({ name, port, protocol }: ListeningPort): string {
  const given = (name ?? '')
    .toLowerCase()
    .replace(/_?port$/, '')
    .replace(/_/g, '-');
  if (given !== 'http' && given !== 'metrics' && !portName(given)) return given;
  return knownPorts[port] ?? `${protocol.toLowerCase()}-${port}`;
}
