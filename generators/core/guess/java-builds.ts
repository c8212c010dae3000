import {
  cleanDescription,
  cleanLicense,
  cleanName,
  cleanRepository,
  cleanUrl,
  cleanVersion,
} from './clean.ts';
import { type Guess, type Hints, type ProjectTexts, withoutGaps } from './types.ts';

export interface Build {
  file: string;
  /** The build file without comments and without what it only prepares for others. */
  text: string;
  about: Hints;
}

export function mavenBuild(texts: ProjectTexts): Build | undefined {
  const file = 'pom.xml';
  if (!Object.hasOwn(texts, file)) return undefined;
  const pom = cut(texts[file] as string, '<!--', '-->');
  const whole = ['parent', 'dependencyManagement', 'profiles'].reduce(
    (text, tag) => cut(text, `<${tag}>`, `</${tag}>`),
    pom,
  );
  const top = [
    'dependencies',
    'build',
    'licenses',
    'scm',
    'modules',
    'organization',
    'developers',
    'properties',
  ].reduce((text, tag) => cut(text, `<${tag}>`, `</${tag}>`), whole);
  const tag = (text: string, name: string) =>
    new RegExp(`<${name}>([^<]{1,500})</${name}>`).exec(text)?.[1]?.trim();
  // The parent of several modules is no application, whatever its modules depend on.
  const isParent = tag(top, 'packaging') === 'pom';
  const guess = <T>(value: T | undefined): Guess<T> | undefined =>
    value === undefined ? undefined : { value, from: file };
  const source = cleanRepository(tag(between(whole, 'scm'), 'url'));
  return {
    file,
    text: isParent ? '' : whole,
    about: withoutGaps({
      name: guess(cleanName(tag(top, 'artifactId'))),
      description: guess(cleanDescription(unescapeXml(tag(top, 'description')))),
      version: guess(cleanVersion(tag(top, 'version'))),
      license: guess(cleanLicense(tag(between(whole, 'licenses'), 'name'))),
      home: guess(cleanUrl(tag(top, 'url'))),
      sources: guess(source === undefined ? undefined : [source]),
    }),
  };
}

export function gradleBuild(texts: ProjectTexts): Build | undefined {
  const file = ['build.gradle', 'build.gradle.kts'].find((name) => Object.hasOwn(texts, name));
  if (file === undefined) return undefined;
  const withoutComments = (text: string) => cut(text, '/*', '*/').replace(/^[ \t]*\/\/.*$/gm, '');
  const text = withoutComments(texts[file] as string);
  const settingsFile = ['settings.gradle', 'settings.gradle.kts'].find((name) =>
    Object.hasOwn(texts, name),
  );
  const settings = settingsFile === undefined ? '' : withoutComments(texts[settingsFile] as string);
  const assigned = (from: string, key: string) =>
    new RegExp(`^${key}[ \\t]*(?:=[ \\t]*)?["']([^"'$\\n]{1,500})["']`, 'm').exec(from)?.[1];
  const guess = <T>(value: T | undefined, from: string | undefined): Guess<T> | undefined =>
    value === undefined || from === undefined ? undefined : { value, from };
  return {
    file,
    text,
    about: withoutGaps({
      name: guess(cleanName(assigned(settings, 'rootProject\\.name')), settingsFile),
      description: guess(cleanDescription(assigned(text, 'description')), file),
      version: guess(cleanVersion(assigned(text, 'version')), file),
    }),
  };
}

function between(text: string, tag: string): string {
  const start = text.indexOf(`<${tag}>`);
  const end = start === -1 ? -1 : text.indexOf(`</${tag}>`, start);
  return end === -1 ? '' : text.slice(start + tag.length + 2, end);
}

/** Without each part from `open` to `close`; one that is never closed goes to the end. */
function cut(text: string, open: string, close: string): string {
  let result = '';
  let at = 0;
  for (;;) {
    const start = text.indexOf(open, at);
    if (start === -1) return result + text.slice(at);
    result += text.slice(at, start);
    const end = text.indexOf(close, start + open.length);
    if (end === -1) return result;
    at = end + close.length;
  }
}

function unescapeXml(text: string | undefined): string | undefined {
  return text
    ?.replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
