import { defineRule, fileFault } from '../rule.ts';

export default defineRule({
  id: 'ends-with-newline',
  rows: ['12'],
  title: 'Every file ends with a newline',
  *checkChart(files) {
    for (const [file, text] of files) {
      if (text.endsWith('\n')) continue;
      yield fileFault(
        file,
        `line ${text.split('\n').length}`,
        'Helm may glue the next document to the last line',
        'End the file with a newline.',
      );
    }
  },
});
