import * as z from 'zod';
import { choice, entry, group, list, map, needed, perhapsChoice, text, yesNo } from './fields.ts';
import { imageAnswers } from './image-answers.ts';
import { profiles } from './profiles.ts';
import * as rule from './rules.ts';
import { workloadAnswers } from './workload-answers.ts';

/** The version of the form of the answers file; a change of form comes with a migration. */
export const answersVersion = 1;

const links = (hint: string) =>
  list(
    hint,
    entry({
      name: needed('What the link shows.', rule.singleLine),
      url: needed({ hint: 'Where it leads.', example: 'https://example.com/a' }, rule.url),
    }),
  );

const asPackage = { hint: 'The chart as a package.', title: 'Package' };
const onArtifactHub = { hint: 'What Artifact Hub shows of the chart.', title: 'Artifact Hub' };

/** Kept lazy: building the schema of a group costs more than reading it, and most runs need few. */
export const coreAnswers = {
  answersVersion: () =>
    z
      .literal(answersVersion, {
        error: `${answersVersion}: this version of the generator reads no other`,
      })
      .default(answersVersion)
      .meta({
        description: 'The version of the form of this file.',
      }),
  profile: () =>
    choice(
      {
        hint: 'web serves requests; worker takes its work from elsewhere and has no Service.',
        title: 'What is it?',
        first: true,
      },
      profiles,
      'web',
    ),
  name: () =>
    needed(
      { hint: 'Name of the chart and its folder.', title: 'Name', example: 'my-app' },
      rule.chartName,
    ),
  description: () =>
    text(
      { hint: 'What it does, in a sentence or more.', title: 'Description', first: true },
      rule.plainText,
    ),
  chart: () =>
    group(asPackage, {
      version: text('Version of the chart itself.', rule.semver, '0.1.0'),
      appVersion: text('Version of the app; by default the tag of the image.', rule.singleLine),
      kubernetes: text(
        { hint: 'Oldest Kubernetes minor that the chart has to run on.', example: '1.33' },
        rule.matches(/^1\.(3[0-9]|[4-9]\d)$/, 'a minor such as 1.33, from 1.30 on'),
        '1.33',
      ),
      home: text({ hint: 'Home page of the app.', example: 'https://example.com' }, rule.url),
      icon: text(
        { hint: 'Icon of the chart, SVG or PNG.', example: 'https://example.com/icon.svg' },
        rule.url,
      ),
      license: text(
        'SPDX licence of the chart; shown on Artifact Hub.',
        rule.matches(/^[A-Za-z0-9.+() -]{1,100}$/, 'an SPDX expression such as Apache-2.0'),
      ),
      keywords: list('Words that people search for.', needed('A word.', rule.singleLine)),
      sources: list(
        'Where the source lies.',
        needed({ hint: 'A URL.', example: 'https://example.com/source' }, rule.url),
      ),
      maintainers: list(
        'Who answers for the chart.',
        entry({
          name: needed('Name.', rule.singleLine),
          email: text({ hint: 'E-mail.', example: 'team@example.com' }, rule.email),
          url: text(
            { hint: 'Page of the person or team.', example: 'https://example.com/team' },
            rule.url,
          ),
        }),
      ),
    }),
  artifacthub: () =>
    group(onArtifactHub, {
      category: perhapsChoice('Category.', [
        'ai-machine-learning',
        'database',
        'integration-delivery',
        'monitoring-logging',
        'networking',
        'security',
        'storage',
        'streaming-messaging',
        'skip-prediction',
      ]),
      containsSecurityUpdates: yesNo('This version mends a security fault.', false),
      prerelease: yesNo('This version is a prerelease.', false),
      operator: yesNo('The chart installs an operator.', false),
      links: links('Further links.'),
      recommendations: list(
        'Charts that go well with this one.',
        entry({
          url: needed(
            { hint: 'Their page on Artifact Hub.', example: 'https://example.com/chart' },
            rule.url,
          ),
        }),
      ),
      changes: list(
        'What is new in this version.',
        entry({
          kind: choice(
            'What kind of change.',
            ['added', 'changed', 'deprecated', 'removed', 'fixed', 'security'],
            'changed',
          ),
          description: needed('The change in a sentence.', rule.singleLine),
        }),
      ),
    }),
  labels: () =>
    map(
      'Labels for every object, such as team or cost-center.',
      rule.ownKey,
      text({ hint: 'A label value.', example: 'payments' }, rule.labelValue),
    ),
  annotations: () =>
    map('Annotations for every object.', rule.ownKey, text('A text.', rule.plainText)),
  image: imageAnswers,
  ...workloadAnswers,
  dependencies: () =>
    list(
      'Other charts that this one brings along.',
      entry({
        name: needed({ hint: 'Name of the chart.', example: 'valkey' }, rule.chartName),
        version: needed({ hint: 'Version or range.', example: '^1.0.0' }, rule.versionRange),
        repository: text(
          {
            hint: 'Where it lies: https://, oci:// or file://.',
            example: 'oci://registry.example.com/charts',
          },
          rule.matches(
            /^(https?|oci|file):\/\/[^\s"'`<>{}\\]+$|^@[\w-]+$/,
            'an address with https://, oci:// or file://, or @name of an added repository',
          ),
        ),
        alias: text({ hint: 'Another name for it here.', example: 'cache' }, rule.chartName),
        condition: yesNo('Can be switched off with <name>.enabled.', true),
      }),
    ),
} as const;
