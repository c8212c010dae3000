import { dataOf } from '../files.ts';
import { imageParts } from '../images.ts';
import { defineRule, fault, fileFault } from '../rule.ts';
import { containersIn } from '../walk.ts';

const message = 'the public versions are frozen and get no fixes, the maintained ones are paid';
const cure = "Take the project's official image or chart.";

export default defineRule({
  id: 'no-bitnami',
  rows: ['V6.1'],
  title: 'No image and no dependency from Bitnami',
  *check(rendered) {
    for (const { object, container, at } of containersIn(rendered)) {
      const { repository } = imageParts(container.image ?? '');
      if (/^bitnami/.test(repository)) yield fault(object, at('image'), message, cure);
    }
  },
  *checkChart(files) {
    const { dependencies = [] } = dataOf(files, 'Chart.yaml') as {
      dependencies?: readonly { repository?: string }[];
    };
    for (const [i, { repository = '' }] of dependencies.entries()) {
      if (!/bitnami/.test(repository)) continue;
      yield fileFault('Chart.yaml', `dependencies[${i}].repository`, message, cure);
    }
  },
});
