import { linesWith } from '../files.ts';
import { defineRule } from '../rule.ts';

export default defineRule({
  id: 'no-default-true',
  rows: ['11'],
  title: 'A value of false or 0 is heeded',
  checkChart: (files) =>
    linesWith(
      files,
      /\bdefault\s+true\b/,
      () => 'default takes false for nothing: the switch can not be turned off',
      'Put the default into values.yaml, or use hasKey.',
    ),
});
