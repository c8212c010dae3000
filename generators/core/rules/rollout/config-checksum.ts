import { configurationReadBy } from '../configuration.ts';
import { defineRule, fault } from '../rule.ts';
import { isHook, livesOn, podsOf, sameNamespace } from '../walk.ts';

export default defineRule({
  id: 'config-checksum',
  rows: ['23.1', '23.4'],
  title: 'Pods restart when the configuration that the chart renders changes',
  *check(rendered) {
    const rendersConfig = rendered.objects.filter(
      (object) => /^(ConfigMap|Secret)$/.test(object.kind) && !isHook(object),
    );
    for (const pods of podsOf(rendered).filter(({ object }) => livesOn(object))) {
      const { object, annotations, at } = pods;
      const read = configurationReadBy(pods);
      const config = rendersConfig.find(
        (one) =>
          sameNamespace(rendered, one, object) && read.has(`${one.kind}/${one.metadata.name}`),
      );
      const hasChecksum = Object.keys(annotations).some((key) => key.startsWith('checksum/'));
      if (!config || hasChecksum) continue;
      yield fault(
        object,
        at('metadata.annotations["checksum/config"]'),
        `the pods read the ${config.kind} ${config.metadata.name}, and keep the old one when it changes`,
        'Annotate the pod template with checksum/config: the sha256sum of its data alone.',
      );
    }
  },
});
