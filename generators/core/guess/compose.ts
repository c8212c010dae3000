import { asMap } from '../data/maps.ts';
import { cleanImage, cleanName, cleanPort, cleanUserId } from './clean.ts';
import { portOfCommand, portOfShell } from './command.ts';
import { expand, unknown } from './expand.ts';
import { healthHints } from './health.ts';
import { asList, type Data, own, ownMap, ownText, parseYaml } from './read-data.ts';
import { type Guess, type Hints, type ListeningPort, withoutGaps } from './types.ts';
import { firstPort, metricsVariables, portVariables } from './variables.ts';

export interface ComposeContext {
  /** The folder has a Dockerfile of its own. */
  hasDockerfile: boolean;
}

const mostServices = 500;

export async function composeHints(
  text: string,
  file: string,
  context: ComposeContext,
): Promise<Hints> {
  const data = asMap(resolved(await parseYaml(text)));
  const found = serviceOfProject(ownMap(data, 'services'), context);
  if (!found) return {};
  const { name, service } = found;
  const from = (what: string) =>
    `${file}, ${/^[\w.-]{1,60}$/.test(name) ? name : 'service'} (${what})`;
  const guess = <T>(value: T | undefined, what: string): Guess<T> | undefined =>
    value === undefined ? undefined : { value, from: from(what) };

  const project = cleanName(ownText(data, 'name'));
  const environment = environmentOf(service);
  const variable = (key: string) => environment.get(key);
  const listening = firstPort(portVariables, variable);
  const metrics = firstPort(metricsVariables, variable);
  const command = portOf(own(service, 'command'));
  const said = withoutGaps({
    name: project === undefined ? undefined : { value: project, from: `${file} (name)` },
    image: guess(imageOf(service), 'image'),
    commandPort: command?.certainty === 'told' ? guess(command.port, 'command') : undefined,
    variablePort: listening && guess(listening.port, listening.name),
    metrics: metrics && guess({ path: '/metrics', port: metrics.port }, metrics.name),
    userId: guess(cleanUserId(String(own(service, 'user') ?? '')), 'user'),
  });
  const health = healthHints(healthCommand(service), from('healthcheck'));
  return { ...health, ...said, listens: listeningPorts(service, from) };
}

const deepest = 32;

/** Compose resolves variables in values only; those without a default are the host's to give. */
function resolved(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return expand(value, () => undefined, { escape: '$$' });
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return undefined;
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, depth + 1));
  const entries = Object.entries(value).map(([key, entry]) => [key, resolved(entry, depth + 1)]);
  return Object.fromEntries(entries);
}

interface Found {
  name: string;
  service: Data;
}

/** The service that stands for the project in this folder, where there is no doubt. */
function serviceOfProject(services: Data, { hasDockerfile }: ComposeContext): Found | undefined {
  const all = Object.entries(services)
    .slice(0, mostServices)
    .map(([name, service]) => ({ name, service: asMap(service) }));
  const built = all.filter(({ service }) => own(service, 'build') !== undefined);
  const here = built.filter(({ service }) => isBuiltHere(service));
  if (here.length > 0)
    return onlyOne(here) ?? onlyOne(here.filter(({ service }) => hasPorts(service)));
  if (built.length > 0) return hasDockerfile ? undefined : onlyOne(built);
  return onlyOne(all.filter(({ service }) => !isBackingService(service)));
}

const onlyOne = (found: readonly Found[]): Found | undefined =>
  found.length === 1 ? found[0] : undefined;

function isBuiltHere(service: Data): boolean {
  const build = own(service, 'build');
  const context = typeof build === 'string' ? build : (ownText(asMap(build), 'context') ?? '.');
  const dockerfile = ownText(asMap(build), 'dockerfile') ?? 'Dockerfile';
  const isHere = context === '.' || context === './';
  return isHere && /^(\.\/)?(Dockerfile|dockerfile|Containerfile)$/.test(dockerfile);
}

function hasPorts(service: Data): boolean {
  return asList(own(service, 'ports')).length + asList(own(service, 'expose')).length > 0;
}

/** What projects run beside themselves: never the application that a chart is made for. */
const backing =
  /(^|[/_-])(postgres|postgresql|postgis|pgvector|timescaledb|mysql|mariadb|percona|redis|valkey|dragonfly|keydb|memcached|mongo|mongodb|rabbitmq|activemq|artemis|kafka|redpanda|zookeeper|nats|pulsar|elasticsearch|opensearch|kibana|logstash|solr|cassandra|scylla|clickhouse|influxdb|neo4j|etcd|consul|vault|minio|localstack|azurite|mailhog|mailpit|mailcatcher|maildev|adminer|phpmyadmin|pgadmin4?|pgbouncer|prometheus|grafana|loki|tempo|jaeger|zipkin|otelcol|opentelemetry-collector(-contrib)?|all-in-one|traefik|keycloak|wiremock|mssql|oracle|registry|selenium|sonarqube)$/;

function isBackingService(service: Data): boolean {
  const image = ownText(service, 'image') ?? '';
  const repository = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  return backing.test(repository) || repository.includes('mssql/');
}

function imageOf(service: Data): string | undefined {
  const given = ownText(service, 'image');
  if (given === undefined) return undefined;
  // A tag that only the host knows is left to the chart's appVersion.
  const reference = given.replace(/:[^/:]*$/, (tag) => (tag.includes(unknown) ? '' : tag));
  // `image: app` beside `build:` is a name on one machine, in no registry.
  const isLocal = own(service, 'build') !== undefined && !reference.includes('/');
  return isLocal || reference.includes(unknown) ? undefined : cleanImage(reference);
}

function environmentOf(service: Data): ReadonlyMap<string, string> {
  const given = own(service, 'environment');
  const pairs = Array.isArray(given)
    ? given.map((line) => {
        const [name = '', ...value] = String(line).split('=');
        return [name, value.join('=')] as const;
      })
    : Object.entries(asMap(given)).map(([name, value]) => [name, String(value ?? '')] as const);
  return new Map(pairs);
}

function portOf(command: unknown) {
  if (typeof command === 'string') return portOfShell(command);
  const words = asList(command).map(String);
  return words.length === 0 ? undefined : portOfCommand(words);
}

function healthCommand(service: Data): string {
  const check = ownMap(service, 'healthcheck');
  const test = own(check, 'test');
  if (own(check, 'disable') === true) return '';
  if (typeof test === 'string') return test;
  const [kind, ...words] = asList(test).map(String);
  return kind === 'CMD' || kind === 'CMD-SHELL' ? words.join(' ') : '';
}

function listeningPorts(service: Data, from: (what: string) => string): ListeningPort[] {
  const published = asList(own(service, 'ports'))
    .slice(0, 100)
    .flatMap((entry) => portEntry(entry, from('ports')));
  const exposed = asList(own(service, 'expose'))
    .slice(0, 100)
    .flatMap((entry) => portEntry(entry, from('expose')));
  const seen = new Set<string>();
  return [...published, ...exposed].filter(({ port, protocol }) => {
    const key = `${port}/${protocol}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** `"8080:3000"`, `"127.0.0.1:8080:3000/udp"`, `3000` and the long form; a range says no port. */
function portEntry(entry: unknown, from: string): ListeningPort[] {
  if (typeof entry === 'object' && entry !== null) {
    const long = asMap(entry);
    const port = cleanPort(own(long, 'target'));
    const name = ownText(long, 'name');
    const protocol = own(long, 'protocol') === 'udp' ? 'UDP' : 'TCP';
    return port === undefined ? [] : [{ port, protocol, ...(name ? { name } : {}), from }];
  }
  const [numbers = '', kind = 'tcp'] = String(entry).split('/');
  const port = cleanPort(numbers.slice(numbers.lastIndexOf(':') + 1));
  if (port === undefined || !/^(tcp|udp)$/i.test(kind)) return [];
  return [{ port, protocol: kind.toLowerCase() === 'udp' ? 'UDP' : 'TCP', from }];
}
