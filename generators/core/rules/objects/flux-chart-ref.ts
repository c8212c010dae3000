import { ofKind } from '../kinds.ts';
import { defineRule, fault } from '../rule.ts';

export default defineRule({
  id: 'flux-chart-ref',
  rows: ['V7.3'],
  title: 'A HelmRelease refers to its OCIRepository',
  *check(rendered) {
    for (const object of ofKind(rendered, 'HelmRelease')) {
      if (object.spec.chartRef) continue;
      yield fault(
        object,
        'spec.chartRef',
        'the release names no chartRef, so that Flux makes a HelmChart of its own between the two',
        'Name an OCIRepository in chartRef instead of spec.chart.',
      );
    }
  },
});
