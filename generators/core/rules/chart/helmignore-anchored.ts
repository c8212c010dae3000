import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'helmignore-anchored',
  rows: ['38'],
  title: 'Packages keep templates/tests',
  *checkChart(files) {
    for (const [i, line] of (files.get('.helmignore') ?? '').split('\n').entries()) {
      if (!/^tests\/?\s*$/.test(line)) continue;
      yield fileFault(
        '.helmignore',
        `line ${i + 1}`,
        'the pattern also takes templates/tests, and helm test has nothing to run',
        'Write /tests/.',
      );
    }
  },
});
