import { group, text } from './fields.ts';
import * as rule from './rules.ts';

const amounts = () => ({
  cpu: text('CPU, such as 250m or 1.', rule.quantity),
  memory: text('Memory, such as 128Mi.', rule.quantity),
  ephemeralStorage: text(
    'Space on the node for logs and scratch files, such as 64Mi.',
    rule.quantity,
  ),
});

/** Exact amounts, where the sizes do not fit. */
export const resources = (hint: string) =>
  group(hint, {
    requests: group('What the scheduler sets aside for a pod.', amounts()),
    limits: group('What a pod can take at most.', amounts()),
  });
