import type * as z from 'zod';
import type { Fault } from './answers/fault.ts';
import type { Profile } from './answers/profiles.ts';
import type { Chart, Environment } from './chart.ts';
import type { DataMap, Tree } from './compose/tree.ts';
import type { Block } from './template/escape.ts';

/**
 * The places in the chart where a feature may have its say, each by a define of its own partial:
 * templates/chart/templates/_features.tpl lists them.
 */
export const podSlots = ['annotations', 'env', 'envFrom', 'volumes', 'volumeMounts'] as const;
export const chartSlots = ['autoscaledFrom', 'exemptions', 'notes', 'warnings'] as const;
export type Slot = (typeof podSlots)[number] | (typeof chartSlots)[number];

/** Somebody who calls the app, or whom it calls, as the NetworkPolicy sees them. */
export interface Peer {
  /** Who it is, in a few words, for comments and the README's picture. */
  title: string;
  /** A sentence for values.yaml. */
  advice?: string;
  /** The template expression that it comes and goes with; without one it is simply there. */
  enabledBy?: string;
  namespace?: string;
  podLabels?: Readonly<Record<string, string>>;
  /** An address range instead of pods. */
  cidr?: string;
  except?: readonly string[];
  /** In: names of the pod's ports. Out: numbers. */
  ports: readonly (string | { port: number; protocol: 'TCP' | 'UDP' | 'SCTP' })[];
}

/** What a cluster has to bring for an object to be of use, or even to be accepted. */
export interface ClusterNeed {
  object: string;
  needs: string;
  /** The value that switches it on. */
  value: string;
}

/** What a feature may make possible for others, or need of them; `requests` are a web app's. */
export type Offer = 'service' | 'hosts' | 'metrics' | 'requests';

/** What a feature says to the rest of the chart. Features never read each other's answers. */
export interface Facts {
  /** Names of defines, without the chart's prefix, by slot. */
  includes?: Partial<Record<Slot, string>>;
  /** Least and most pods, where an autoscaler owns their number. */
  leastReplicas?: number;
  mostReplicas?: number;
  /** Environment variables for the app; templates are allowed. */
  env?: Readonly<Record<string, string>>;
  /** What the feature makes possible for others, such as a Service. */
  offers?: readonly Offer[];
  peersIn?: Readonly<Record<string, Peer>>;
  peersOut?: Readonly<Record<string, Peer>>;
  clusterNeeds?: readonly ClusterNeed[];
}

export interface OverlayInput<Own, OwnEnvironment> {
  chart: Chart;
  own: Own;
  environment: Environment;
  /** What the environment answers for this feature. */
  here: OwnEnvironment;
  /** What all features say of this environment. */
  facts: readonly Facts[];
}

/** What the unit tests of an environment assert of one template under its overlay. */
export interface Expectation {
  it: string;
  template: string;
  /** In the form of helm-unittest. */
  asserts: readonly DataMap[];
}

/** The vocabulary of answers, handed over so that a run that needs no schema loads none. */
export type Fields = typeof import('./answers/fields.ts');

/** Where a feature stands in the conversation, in values.yaml and in the documentation. */
export const featureGroups = [
  'configuration',
  'exposure',
  'scaling',
  'availability',
  'network',
  'observability',
] as const;
export type FeatureGroup = (typeof featureGroups)[number];

export interface Feature<Own = unknown, OwnEnvironment = unknown> {
  id: string;
  title: string;
  group: FeatureGroup;
  /** Its part of the answers, under its id. */
  answers: (fields: Fields) => z.ZodType<Own>;
  /** Its part of each environment's answers, under its id. */
  environment?: (fields: Fields) => z.ZodType<OwnEnvironment>;
  /** Defaults that differ by profile, or while the sample image stands in for the user's. */
  presets?: Partial<Record<Profile | 'sample', object>>;
  isActive(own: Own): boolean;
  /** What has to be offered by another feature, with the words for the case that it is not. */
  needs?: Readonly<Partial<Record<Offer, string>>>;
  /** Told of an environment, the facts are those of that environment. */
  facts?(chart: Chart, own: Own, environment?: Environment): Facts;
  values(chart: Chart, own: Own, facts: readonly Facts[]): Tree;
  /** What no single answer can tell to be wrong. */
  check?(
    chart: Chart,
    own: Own,
    factsIn: (environment: Environment) => readonly Facts[],
  ): readonly Fault[];
  /** What this environment's overlay says of the feature's values. */
  overlay?(at: OverlayInput<Own, OwnEnvironment>): DataMap;
  /** What the environment is about, for the unit tests of its overlay. */
  expects?(at: OverlayInput<Own, OwnEnvironment>): readonly Expectation[];
  /** Text that its answers make, for its own templates to place as `own.<key>`. */
  blocks?(chart: Chart, own: Own): Readonly<Record<string, Block>>;
  /** What owners of a live release have to know when it is taken out of their chart, in a sentence. */
  whenRemoved?: string;
  /** Values for a full install without custom resources, for chart-testing. */
  tryOut?(chart: Chart, own: Own): DataMap;
}

export function defineFeature<Own, OwnEnvironment = undefined>(
  feature: Feature<Own, OwnEnvironment>,
): Feature<Own, OwnEnvironment> {
  return feature;
}
