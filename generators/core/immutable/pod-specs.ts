import { amountIn } from '../compose/quantity.ts';
import { asMap } from '../data/maps.ts';

type Spec = Readonly<Record<string, unknown>>;

/** What an API server writes where nobody says it. */
const usual = {
  pod: {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    enableServiceLinks: true,
  },
  container: { terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
};

/** A pod with its defaults, so that the same amount in another unit is the same. */
export function comparablePod(spec: unknown): Spec {
  const said = asMap(spec);
  return {
    ...usual.pod,
    ...said,
    containers: comparable(said.containers),
    initContainers: comparable(said.initContainers),
  };
}

function comparable(containers: unknown): unknown {
  if (!Array.isArray(containers)) return containers;
  return containers.map((container) => {
    const { resources, ...rest } = asMap(container);
    return {
      ...usual.container,
      ...rest,
      resources: Object.fromEntries(
        Object.entries(asMap(resources)).map(([key, amounts]) => [key, comparableAmounts(amounts)]),
      ),
    };
  });
}

/** Requests and limits are maps of amounts; claims are none. */
function comparableAmounts(amounts: unknown): unknown {
  if (Array.isArray(amounts)) return amounts;
  return Object.fromEntries(
    Object.entries(asMap(amounts)).map(([key, amount]) => [key, amountIn(amount) ?? amount]),
  );
}
