import { type EnvironmentKind, kindDefaults, kindOf } from './answers/environment-kinds.ts';
import { sampleRepository } from './answers/presets.ts';
import type { Profile } from './answers/profiles.ts';
import type { Answers, EnvironmentAnswers } from './answers/schema.ts';
import { type Amounts, type Resources, type Size, sizes, smaller } from './answers/sizes.ts';
import type { Facts, Feature, Offer } from './feature.ts';
import { features } from './features.ts';

/** The answers, thought through: what they leave open is worked out here and nowhere else. */
export interface Chart {
  name: string;
  profile: Profile;
  /** The component label of the main workload. */
  component: Profile;
  answers: Answers;
  appVersion: string;
  /** Whether it still runs the image of a first chart. */
  hasSampleImage: boolean;
  /** Ports of the main container by name. */
  ports: Readonly<Record<string, number>>;
  metrics: { portName: string; path: string } | undefined;
  resources: Resources;
  environments: readonly Environment[];
}

export interface Environment {
  name: string;
  kind: EnvironmentKind;
  namespace: string;
  hosts: readonly string[];
  replicas: number;
  size: Size;
  resources: Resources;
  logLevel: string;
  pullPolicy: string;
  cluster: EnvironmentAnswers['cluster'] & { prometheusOperator: boolean };
  /** The features' own parts, by their ids. */
  own: Readonly<Record<string, unknown>>;
}

export interface ActiveFeature {
  feature: Feature;
  own: unknown;
  facts: Facts;
}

export function thinkThrough(answers: Answers): Chart {
  const { workload, image } = answers;
  const tagIsPlain = image.tag !== '' && !image.tag.includes('{{');
  return {
    name: answers.name,
    profile: answers.profile,
    component: answers.profile,
    answers,
    appVersion: answers.chart.appVersion || (tagIsPlain ? image.tag : '0.1.0'),
    hasSampleImage: image.repository === sampleRepository,
    ports: portsOf(answers),
    metrics: metricsOf(answers),
    resources: exact(sizes[workload.size], workload.resources),
    environments: Object.entries(answers.environments).map(([name, environment]) =>
      environmentOf(name, environment, answers),
    ),
  };
}

function portsOf(answers: Answers): Record<string, number> {
  const ports: Record<string, number> = answers.profile === 'web' ? { http: answers.port } : {};
  if (answers.metrics.enabled && metricsOf(answers)?.portName === 'metrics') {
    ports.metrics = answers.metrics.port;
  }
  return ports;
}

/** Two container ports of one number are refused by the API server: then http serves both. */
function metricsOf(answers: Answers): Chart['metrics'] {
  if (!answers.metrics.enabled) return undefined;
  const shared = answers.profile === 'web' && answers.metrics.port === answers.port;
  return { portName: shared ? 'http' : 'metrics', path: answers.metrics.path };
}

type PartialAmounts = { [K in keyof Amounts]: string };

function exact(
  size: Resources,
  given: { requests: PartialAmounts; limits: PartialAmounts },
): Resources {
  const fill = (known: Amounts, own: PartialAmounts): Amounts => ({
    cpu: own.cpu || known.cpu,
    memory: own.memory || known.memory,
    ephemeralStorage: own.ephemeralStorage || known.ephemeralStorage,
  });
  return { requests: fill(size.requests, given.requests), limits: fill(size.limits, given.limits) };
}

function environmentOf(name: string, given: EnvironmentAnswers, answers: Answers): Environment {
  const kind = given.kind ?? kindOf(name) ?? 'production';
  const presets = kindDefaults[kind];
  const size = given.size ?? smaller(answers.workload.size, presets.sizeSteps);
  const ownHost =
    kind === 'production' ? `${answers.name}.example.com` : `${answers.name}.${name}.example.com`;
  const hosts = given.hosts.length > 0 || answers.profile === 'worker' ? given.hosts : [ownHost];
  return {
    name,
    kind,
    namespace: given.namespace || `${answers.name}-${name}`.slice(0, 63).replace(/-+$/, ''),
    hosts,
    replicas: given.replicas ?? presets.replicas,
    size,
    resources: exact(
      size === answers.workload.size ? exact(sizes[size], answers.workload.resources) : sizes[size],
      given.resources,
    ),
    // Development alone is more talkative than the workload is told to be.
    logLevel:
      given.logLevel || (kind === 'development' ? presets.logLevel : answers.workload.logLevel),
    pullPolicy:
      given.pullPolicy ?? (kind === 'development' ? 'IfNotPresent' : answers.image.pullPolicy),
    cluster: {
      ...given.cluster,
      prometheusOperator: given.cluster.prometheusOperator ?? presets.prometheus,
    },
    own: Object.fromEntries(features.filter((f) => f.environment).map((f) => [f.id, given[f.id]])),
  };
}

export function activeFeatures(chart: Chart): ActiveFeature[] {
  return features
    .map((feature) => ({ feature, own: chart.answers[feature.id] }))
    .filter(({ feature, own }) => feature.isActive(own))
    .map(({ feature, own }) => ({ feature, own, facts: feature.facts?.(chart, own) ?? {} }));
}

/** What there is for features to build on: the app's own ports, and what other features make. */
export function offeredBy(chart: Chart, active: readonly ActiveFeature[]): Set<Offer> {
  const offered = new Set<Offer>(active.flatMap(({ facts }) => facts.offers ?? []));
  if (chart.metrics) offered.add('metrics');
  if ('http' in chart.ports) offered.add('requests');
  return offered;
}

/** What the features say of one environment. */
export function factsIn(
  chart: Chart,
  active: readonly ActiveFeature[],
  environment: Environment,
): Facts[] {
  return active.map(({ feature, own }) => feature.facts?.(chart, own, environment) ?? {});
}
