import { linesWith } from '../files.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'no-release-phase',
  rows: ['7'],
  title: 'Nothing depends on whether it is an install or an upgrade',
  checkChart: (files) =>
    linesWith(
      files,
      /\.Release\.Is(Upgrade|Install)/,
      (match) => `${match} is always the same under Argo CD`,
      'Render the same objects in both cases.',
    ),
});
