import { cpuText, memoryText } from '../compose/quantity.ts';
import type { ResourceName } from './amounts.ts';
import type { Range } from './totals.ts';

export function podsText(range: Range): string {
  return between(range, String, '');
}

/** Such as 300m to 1, or no limit. */
export function amountText(name: ResourceName, range: Range): string {
  const text = name === 'cpu' ? cpuText : memoryText;
  return between(range, (amount) => (amount === 0 ? '0' : text(amount)), 'no limit');
}

function between({ least, most }: Range, text: (amount: number) => string, none: string): string {
  const [from, to] = [least, most].map((amount) => (amount === null ? none : text(amount)));
  return from === to ? `${from}` : `${from} to ${to}`;
}
