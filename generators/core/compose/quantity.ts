import type { Amounts, Resources } from '../answers/sizes.ts';
import type { DataMap } from './tree.ts';

/** Arithmetic on Kubernetes quantities, for the sums that people ask a chart for. */
const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

export function amountOf(quantity: string): number {
  const amount = amountIn(quantity);
  if (amount === undefined) throw new Error(`${quantity} is no quantity`);
  return amount;
}

/** The same of whatever somebody wrote. */
export function amountIn(quantity: unknown): number | undefined {
  const match = /^\+?(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d+)|([numkMGTPE]|[KMGTPE]i))?$/.exec(
    String(quantity),
  );
  if (!match) return undefined;
  const [, digits, exponent = '0', unit = ''] = match;
  return Number(`${digits}e${exponent}`) * (factors[unit] as number);
}

export function cpuText(cores: number): string {
  return Number.isInteger(cores) ? String(cores) : `${Math.round(cores * 1000)}m`;
}

/** From 1Mi on, kibibytes would be more digits than anybody reads. */
export function memoryText(bytes: number): string {
  const isSmall = bytes < (factors.Mi as number);
  for (const unit of isSmall ? ['Ki'] : ['Ei', 'Pi', 'Ti', 'Gi', 'Mi']) {
    const size = bytes / (factors[unit] as number);
    if (size >= 1 && Number.isInteger(size * 4)) return `${size}${unit}`;
  }
  return `${Math.ceil(bytes / (factors.Mi as number))}Mi`;
}

/** Requests and limits as a container has them. */
export function resourceValues(resources: Resources, cpuLimit: boolean): DataMap {
  const amounts = ({ cpu, memory, ephemeralStorage }: Amounts, withCpu: boolean): DataMap => ({
    ...(withCpu ? { cpu } : {}),
    memory,
    'ephemeral-storage': ephemeralStorage,
  });
  return {
    requests: amounts(resources.requests, true),
    limits: amounts(resources.limits, cpuLimit),
  };
}
