import { cleanPath, cleanPort } from './clean.ts';
import { expand, unknown } from './expand.ts';
import { gradleBuild, mavenBuild } from './java-builds.ts';
import { readJavaSettings, type Setting } from './java-settings.ts';
import { type Endpoint, type Guess, type Hints, type ProjectTexts, withoutGaps } from './types.ts';

export async function javaHints(texts: ProjectTexts): Promise<Hints> {
  const build = mavenBuild(texts) ?? gradleBuild(texts);
  if (!build) return {};
  const uses = (artifact: string) => build.text.includes(artifact);
  const isSpring =
    uses('spring-boot-starter-web') ||
    uses('spring-boot-starter-jetty') ||
    uses('spring-boot-starter-tomcat');
  const isQuarkus = uses('io.quarkus');
  if (isSpring === isQuarkus) return build.about;
  const settings = await readJavaSettings(texts);
  const framework = isSpring
    ? springHints(build.file, uses, settings)
    : quarkusHints(build.file, uses, settings);
  return { ...build.about, ...framework };
}

type Uses = (artifact: string) => boolean;
type Settings = ReadonlyMap<string, Setting> | undefined;

/** A setting, or its preset; nothing where only the environment knows it. */
function setting(settings: Settings, key: string, preset: string): string | undefined {
  const given = settings?.get(key);
  if (given === undefined) return preset;
  const value = expand(
    given.value.replace(/\$\{([\w.-]+):/g, (_, name) => `\${${name.replace(/\W/g, '_')}:-`),
    () => undefined,
  );
  return value.includes(unknown) ? undefined : value;
}

function settingFrom(settings: Settings, key: string, otherwise: string): string {
  const given = settings?.get(key);
  return given ? `${given.file} (${key})` : otherwise;
}

const join = (...parts: string[]): string =>
  parts
    .join('/')
    .replace(/\/{2,}/g, '/')
    .replace(/(?!^)\/$/, '');

function springHints(file: string, uses: Uses, settings: Settings): Hints {
  const library = `${file} (Spring Boot)`;
  const port = cleanPort(setting(settings, 'server.port', '8080'));
  const hints: Hints = {};
  if (port !== undefined) {
    hints.usualPort = { value: port, from: settingFrom(settings, 'server.port', library) };
  }
  if (!uses('spring-boot-starter-actuator')) return hints;

  const from = `${file} (Spring Boot actuator)`;
  const ownPort = settings?.has('management.server.port') === true;
  const managementPort = cleanPort(setting(settings, 'management.server.port', ''));
  if (ownPort && managementPort === undefined) return hints;
  const root = ownPort
    ? setting(settings, 'management.server.base-path', '')
    : setting(
        settings,
        'server.servlet.context-path',
        setting(settings, 'spring.webflux.base-path', '') ?? '',
      );
  const base = setting(settings, 'management.endpoints.web.base-path', '/actuator');
  if (root === undefined || base === undefined) return hints;
  const at = (path: string): Guess<Endpoint> | undefined => {
    const whole = cleanPath(join('/', root, base, path));
    if (whole === undefined) return undefined;
    const value =
      managementPort === undefined ? { path: whole } : { path: whole, port: managementPort };
    return { value, from };
  };
  return {
    ...hints,
    ...withoutGaps({
      live: at('health/liveness'),
      ready: at('health/readiness'),
      metrics:
        uses('micrometer-registry-prometheus') && exposesPrometheus(settings)
          ? at('prometheus')
          : undefined,
    }),
  };
}

/** Spring shows no endpoint but health unless told to; without its settings nobody knows. */
function exposesPrometheus(settings: Settings): boolean {
  if (!settings) return true;
  const names = setting(settings, 'management.endpoints.web.exposure.include', '') ?? '';
  return names.split(',').some((name) => /^\s*(\*|prometheus)\s*$/.test(name));
}

function quarkusHints(file: string, uses: Uses, settings: Settings): Hints {
  const port = cleanPort(setting(settings, 'quarkus.http.port', '8080'));
  const root = setting(settings, 'quarkus.http.root-path', '/');
  const other = setting(settings, 'quarkus.http.non-application-root-path', 'q');
  const isSeparate = setting(settings, 'quarkus.management.enabled', 'false') === 'true';
  const managementPort = cleanPort(setting(settings, 'quarkus.management.port', '9000'));
  const managementRoot = setting(settings, 'quarkus.management.root-path', '/q');
  const hints: Hints = {};
  if (port !== undefined) {
    hints.usualPort = {
      value: port,
      from: settingFrom(settings, 'quarkus.http.port', `${file} (Quarkus)`),
    };
  }
  const base = isSeparate
    ? managementRoot
    : other?.startsWith('/')
      ? other
      : root && other !== undefined
        ? join('/', root, other)
        : undefined;
  if (base === undefined || (isSeparate && managementPort === undefined)) return hints;
  const at = (extension: string, path: string): Guess<Endpoint> | undefined => {
    const whole = uses(extension) ? cleanPath(join('/', base, path)) : undefined;
    if (whole === undefined) return undefined;
    const value =
      isSeparate && managementPort !== undefined
        ? { path: whole, port: managementPort }
        : { path: whole };
    return { value, from: `${file} (${extension})` };
  };
  return {
    ...hints,
    ...withoutGaps({
      live: at('quarkus-smallrye-health', 'health/live'),
      ready: at('quarkus-smallrye-health', 'health/ready'),
      metrics: at('quarkus-micrometer-registry-prometheus', 'metrics'),
    }),
  };
}
