import { helmIgnores } from '../helmignore.ts';
import { defineRule, fileFault } from '../rule.ts';

/** A release keeps the chart in a Secret of 1 MiB; half of that leaves room for what it renders. */
const mostCharacters = 512 * 1024;

export default defineRule({
  id: 'package-small',
  rows: ['6'],
  title: 'The chart fits into a release, and packs nothing else',
  *checkChart(files) {
    if (!files.has('.helmignore')) {
      yield fileFault(
        '.helmignore',
        '',
        'whatever lies in the folder goes into every release',
        'Add the file, and leave out tests, version control and packages.',
      );
    }
    const isIgnored = helmIgnores(files.get('.helmignore') ?? '');
    const packed = [...files].filter(([path]) => !isIgnored(path));
    const characters = packed.reduce((sum, [, text]) => sum + text.length, 0);
    if (characters <= mostCharacters) return;
    const [greatest = ''] = packed.toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    yield fileFault(
      greatest,
      '',
      `the chart has ${characters} characters, and a release holds 1 MiB of all`,
      'Keep large files out of the chart.',
    );
  },
});
