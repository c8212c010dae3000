import { describe, expect, it } from 'vitest';
import type { ChangelogChange } from '../../generators/core/release/change-lists.ts';
import { changelogWith } from '../../generators/core/release/changelog.ts';

const changes: readonly ChangelogChange[] = [
  { kind: 'added', description: 'A budget for disruptions.' },
  { kind: 'removed', description: 'The value `a|b`.' },
  { kind: 'added', description: 'An environment.' },
];

const section = `## 0.2.0

### Added

- A budget for disruptions.
- An environment.

### Removed

- The value \\\`a\\|b\\\`.
`;

const intro = '# Changelog\n\nWhat is new.\n\n';
const old = '## 0.1.0\n\n### Added\n\n- First version of the chart.\n';

const table: readonly [title: string, before: string, after: string][] = [
  ['above the newest version', intro + old, `${intro}${section}\n${old}`],
  [
    'below what is unreleased',
    `${intro}## [Unreleased]\n\n- soon\n\n${old}`,
    `${intro}## [Unreleased]\n\n- soon\n\n${section}\n${old}`,
  ],
  [
    'at the end where nothing is released',
    `${intro}## Unreleased\n\n- soon\n`,
    `${intro}## Unreleased\n\n- soon\n\n${section}`,
  ],
  ['in a changelog without versions', '# Changelog\n', `# Changelog\n\n${section}`],
  ['in an empty file', '', `# Changelog\n\n${section}`],
  ['in a file that begins with a version', old, `${section}\n${old}`],
  [
    'where headings lean on each other',
    '# Changelog\n## 0.1.0\n- x\n',
    `# Changelog\n\n${section}\n## 0.1.0\n- x\n`,
  ],
  ['in a file without a last line end', '# Changelog', `# Changelog\n\n${section}`],
  [
    'above the targets of links',
    '# Changelog\n\n[a]: https://example.com\n',
    `# Changelog\n\n${section}\n[a]: https://example.com\n`,
  ],
  [
    'beside headings that are none',
    `${intro}\`\`\`md\n## 9.9.9\n\`\`\`\n\n<!--\n## 8.8.8\n-->\n\n${old}`,
    `${intro}\`\`\`md\n## 9.9.9\n\`\`\`\n\n<!--\n## 8.8.8\n-->\n\n${section}\n${old}`,
  ],
  [
    'above a newest version that is as high as a title, at its level',
    `${intro}# [0.1.9](https://x) (2030-01-31)\n\n### Features\n\n* x\n\n${old}`,
    `${intro}#${section.slice(2)}\n# [0.1.9](https://x) (2030-01-31)\n\n### Features\n\n* x\n\n${old}`,
  ],
  [
    'above a newest version that is as low as the lists, at its level',
    `${intro}### [0.1.9](https://x)\n\n### Features\n\n* x\n\n${old}`,
    `${intro}#${section}\n### [0.1.9](https://x)\n\n### Features\n\n* x\n\n${old}`,
  ],
  [
    'above versions that are underlined',
    'Changelog\n=========\n\nUnreleased\n----------\n\n- soon\n\nv0.1.9\n------\n\n- x\n\n0.1.8\n-----\n',
    `Changelog\n=========\n\nUnreleased\n----------\n\n- soon\n\n${section}\nv0.1.9\n------\n\n- x\n\n0.1.8\n-----\n`,
  ],
  [
    'above a version that is underlined as a title is',
    'Changelog\n===\n0.1.9\n===\n- x\n',
    `Changelog\n===\n\n#${section.slice(2)}\n0.1.9\n===\n- x\n`,
  ],
  [
    'beside what is no heading, though a rule stands below it',
    `${intro}## Unreleased\n\n- 0.3.0\n---\n\nas of\n0.1.9 this\n---\n\n[0.1.8]: https://x\n---\n`,
    `${intro}## Unreleased\n\n- 0.3.0\n---\n\nas of\n0.1.9 this\n---\n\n[0.1.8]: https://x\n---\n\n${section}`,
  ],
  [
    'above a version that has a word before it',
    `${intro}## Release 0.1.0\n\n- x\n`,
    `${intro}${section}\n## Release 0.1.0\n\n- x\n`,
  ],
  [
    'below a chapter of another kind',
    `${intro}## About\n\nWords.\n\n${old}`,
    `${intro}## About\n\nWords.\n\n${section}\n${old}`,
  ],
];

describe('a version comes', () => {
  it.each(table)('%s', (_, before, after) => {
    expect(changelogWith(before, '0.2.0', changes)).toBe(after);
  });

  it.each(table)('%s, with the line ends that are there', (_, before, after) => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    if (before.includes('\n')) {
      expect(changelogWith(crlf(before), '0.2.0', changes)).toBe(crlf(after));
    }
    expect(changelogWith(before, '0.2.0', changes)).not.toContain('\r');
  });

  it.each(table)('%s, once', (_, _before, after) => {
    expect(changelogWith(after, '0.2.0', changes)).toBe(after);
  });

  it('without a change to tell of', () => {
    expect(changelogWith(intro + old, '0.2.0', [])).toBe(`${intro}## 0.2.0\n\n${old}`);
  });
});

describe('a version that is there', () => {
  const heading = '## [0.2.0] - 2030-01-31';
  const fixed: ChangelogChange = { kind: 'fixed', description: 'A probe.' };
  const more: ChangelogChange = { kind: 'added', description: 'A port.' };

  it('gets items in its lists, and lists that it lacks at its end', () => {
    const before = `${intro}${heading}\n\nA word first.\n\n### Added\n\n- Mine,\n  in two lines.\n\n### Changed\n\n- Other.\n\n${old}`;
    const after = `${intro}${heading}\n\nA word first.\n\n### Added\n\n- Mine,\n  in two lines.\n- A port.\n\n### Changed\n\n- Other.\n\n### Fixed\n\n- A probe.\n\n${old}`;
    expect(changelogWith(before, '0.2.0', [fixed, more])).toBe(after);
  });

  it('keeps a list of the same kind below another version as it is', () => {
    const before = `${intro}## 0.2.0\n\n${old}`;
    const after = `${intro}## 0.2.0\n\n### Added\n\n- A port.\n\n${old}`;
    expect(changelogWith(before, '0.2.0', [more])).toBe(after);
  });

  it('is as high as its lists, as some tools have it', () => {
    const before = `${intro}### [0.2.0](https://x)\n\n### Added\n\n- Mine.\n\n### 0.1.0\n\n### Fixed\n\n- x\n`;
    const after = `${intro}### [0.2.0](https://x)\n\n### Added\n\n- Mine.\n- A port.\n\n### Fixed\n\n- A probe.\n\n### 0.1.0\n\n### Fixed\n\n- x\n`;
    expect(changelogWith(before, '0.2.0', [fixed, more])).toBe(after);
  });

  it('is underlined', () => {
    const before = '0.2.0\n-----\n\n### Added\n\n- Mine.\n\n0.1.0\n-----\n\n- x\n';
    expect(changelogWith(before, '0.2.0', [more])).toBe(
      '0.2.0\n-----\n\n### Added\n\n- Mine.\n- A port.\n\n0.1.0\n-----\n\n- x\n',
    );
  });

  it('is the last of the file', () => {
    const before = `${intro}${heading}\n\n### Added\n\n- Mine.\n\n[0.2.0]: https://example.com`;
    const after = `${intro}${heading}\n\n### Added\n\n- Mine.\n- A port.\n\n[0.2.0]: https://example.com`;
    expect(changelogWith(before, '0.2.0', [more])).toBe(after);
  });

  it('is told apart from one that only begins alike', () => {
    const before = `${intro}## 0.2.0-rc.1\n\n- x\n`;
    const after = `${intro}## 0.2.0\n\n### Added\n\n- A port.\n\n## 0.2.0-rc.1\n\n- x\n`;
    expect(changelogWith(before, '0.2.0', [more])).toBe(after);
  });

  it('is not told twice what it says', () => {
    const before = `${intro}## 0.2.0\n\n### Added\n\n- A port.\n`;
    expect(changelogWith(before, '0.2.0', [more, more])).toBe(before);
  });
});
