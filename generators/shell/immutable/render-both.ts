import { availableParallelism } from 'node:os';
import { type Place, toldOnce } from '../../core/check/placed.ts';
import type { ImmutableChange } from '../../core/immutable/change.ts';
import { namespaceChange } from '../../core/immutable/namespace.ts';
import { changesBetweenRenders, UnreadableError } from '../../core/immutable/rendered.ts';
import type { Renaming } from '../../core/reconcile/rename.ts';
import { missingDependencies } from '../verify/chart.ts';
import {
  type Environment,
  hasOverlay,
  render,
  skipped,
  type VerifyRequest,
} from '../verify/checks.ts';
import { findHelm, isFound, type Tool } from '../verify/helm-tools.ts';
import { queue } from '../verify/process.ts';
import { type Copies, settleDependencies } from './dependencies.ts';
import { CopyError, inScratchCopy, type PlannedFile } from './scratch-copy.ts';

export interface BothRequest {
  /** The chart as it is: absolute. */
  directory: string;
  /** The same on both sides, whatever the chart is called. */
  release: string;
  before: readonly Environment[];
  after: readonly Environment[];
  /** The environment that goes by another name afterwards. */
  renamed?: Renaming['answer'];
  /** The version to render for, such as "1.33". */
  kubernetes: string;
  changes: readonly PlannedFile[];
}

/** A change with the environments that it is found in. */
export interface FoundChange extends ImmutableChange {
  environments: readonly Place[];
}

/** Nobody knows what a live release would refuse as long as there is a reason not to have looked. */
export type Both = { changes: FoundChange[] } | { notChecked: string };

/**
 * Renders a chart as it is on disk and as it is planned, for values.yaml alone and for each
 * environment that stays, and tells what a live release could not take.
 */
export async function renderBoth(request: BothRequest, helm?: Tool): Promise<Both> {
  const tool = helm ?? (await findHelm(process.env));
  if (!isFound(tool)) return { notChecked: `${tool.fault}; ${tool.cure}` };
  try {
    // What is before is copied as well, so that a file that no copy has is a change of nothing.
    return await inScratchCopy(request.directory, [], (was) =>
      inScratchCopy(request.directory, request.changes, (is, hasToStop) =>
        compared(request, { was, is }, (chart, environment) =>
          hasToStop() ? interrupted : render(chart, environment, tool),
        ),
      ),
    );
  } catch (error) {
    const why = reasonOf(error);
    if (why === undefined) throw error;
    return { notChecked: why };
  }
}

interface Pair {
  environment: Environment | null;
  /** The same one, as it will be. */
  next: Environment | null;
  before: Side;
  after: Side;
  /** Renders what is before once more. */
  again(): Promise<Side>;
}

type Side = Awaited<ReturnType<typeof render>>;
type Render = (chart: VerifyRequest, environment: Environment | null) => Side | Promise<Side>;

const interrupted: Side = { ...skipped('interrupted'), manifests: null };

async function compared(request: BothRequest, copies: Copies, renderOne: Render): Promise<Both> {
  settleDependencies(copies);
  const absent = missingDependencies(copies.was);
  if (absent.length > 0) {
    const cure = 'run helm dependency build';
    return { notChecked: `charts/ lacks ${absent.join(', ')} for the chart as it is; ${cure}` };
  }
  const pairs = await renders(request, copies, renderOne);
  const fault = pairs.map(faultOf).find((text) => text !== undefined);
  if (fault !== undefined) return { notChecked: fault };
  return { changes: toldOnce([...(await Promise.all(pairs.map(changesIn))), ...moves(request)]) };
}

/** The environments of both sides, in the namespace of today: a move is told by itself. */
async function renders(
  request: BothRequest,
  { was, is }: Copies,
  renderOne: Render,
): Promise<Pair[]> {
  const inTurn = queue(availableParallelism());
  // Without its overlay an environment is no longer what a release of it was installed from.
  const stays = pairsOf(request).filter(
    ([before, after]) => hasOverlay(was, before) && hasOverlay(is, after),
  );
  const side = (workspace: string, environment: Environment | null): Promise<Side> => {
    const { release, kubernetes } = request;
    const chart = { workspace, folder: '.', release, kubernetes, environments: [] };
    return inTurn(async () => renderOne(chart, environment));
  };
  const pairs = await Promise.all(
    [[null, null] as const, ...stays].map(async ([environment, next]): Promise<Pair> => {
      const again = () => side(was, environment);
      const [before, after] = await Promise.all([
        again(),
        side(is, environment && { ...next, namespace: environment.namespace }),
      ]);
      return { environment, next, before, after, again };
    }),
  );
  // Where values.yaml alone makes no chart, nobody has installed that: overlays complete it.
  return pairs.filter(
    ({ environment, before }) => environment || before.manifests !== null || stays.length === 0,
  );
}

/** The environments that stay, as they are and as they will be. */
function pairsOf({ before, after, renamed }: BothRequest): (readonly [Environment, Environment])[] {
  return before.flatMap((environment) => {
    const name = renamed?.[1] === environment.name ? renamed[2] : environment.name;
    const next = after.find((one) => one.name === name);
    return next ? [[environment, next] as const] : [];
  });
}

/** The first line of what Helm says is often nothing but that something follows. */
const mostLines = 3;

function faultOf({ environment, next, before, after }: Pair): string | undefined {
  const sides = [
    [before, environment, 'is'],
    [after, next, 'will be'],
  ] as const;
  const failed = sides.find(([{ manifests }]) => manifests === null);
  if (!failed) return undefined;
  const [{ detail }, place, when] = failed;
  const lines = detail.split('\n').slice(0, mostLines);
  const why = lines.join('; ').replaceAll(':; ', ': ');
  const values = place ? `values-${place.name}.yaml` : 'values.yaml';
  return `with ${values} the chart as it ${when} cannot be rendered: ${why}`;
}

interface Found {
  environment: Place;
  things: ImmutableChange[];
}

/**
 * What is drawn by lot or read off the clock is another one in every render: what the chart as it
 * is finds in itself as well is no doing of the change.
 */
async function changesIn({ environment, before, after, again }: Pair): Promise<Found> {
  const namespace = environment?.namespace ?? 'default';
  const was = before.manifests ?? '';
  const between = (manifests: string) => changesBetweenRenders(was, manifests, namespace);
  const found = between(after.manifests ?? '');
  // Seldom is anything found, so that seldom anybody waits for one more render.
  const restless = found.length === 0 ? [] : between((await again()).manifests ?? was);
  const things = found.filter(
    ({ object, field }) => !restless.some((one) => one.object === object && one.field === field),
  );
  return { environment: environment?.name ?? null, things };
}

/** A release lives in its namespace: nothing moves it to another one. */
function moves(request: BothRequest): Found[] {
  return pairsOf(request).flatMap(([{ name, namespace }, next]) => {
    if (next.namespace === namespace) return [];
    const change = namespaceChange(name, namespace, next.namespace);
    return [{ environment: name, things: [change] }];
  });
}

function reasonOf(error: unknown): string | undefined {
  if (error instanceof CopyError || error instanceof UnreadableError) return error.message;
  const isOfDisk = error instanceof Error && 'code' in error && 'syscall' in error;
  return isOfDisk ? error.message : undefined;
}
