import type { coreAnswers } from '../answers/core-answers.ts';
import type { Feature, FeatureGroup } from '../feature.ts';
import { features } from '../features.ts';

/** The groups in which people meet the questions, in this order. */
export const topics = [
  'What it is',
  'How it runs',
  'Who reaches it',
  'What it needs',
  'Environments',
] as const;
export type Topic = (typeof topics)[number];

const ofCore: Readonly<Record<keyof typeof coreAnswers, Topic>> = {
  answersVersion: 'What it is',
  profile: 'What it is',
  name: 'What it is',
  description: 'What it is',
  image: 'What it is',
  chart: 'What it is',
  artifacthub: 'What it is',
  labels: 'What it is',
  annotations: 'What it is',
  workload: 'How it runs',
  port: 'How it runs',
  metrics: 'How it runs',
  extraPorts: 'How it runs',
  probes: 'How it runs',
  env: 'What it needs',
  envFrom: 'What it needs',
  dependencies: 'What it needs',
};

const ofGroup: Readonly<Record<FeatureGroup, Topic>> = {
  configuration: 'What it needs',
  exposure: 'Who reaches it',
  scaling: 'How it runs',
  availability: 'How it runs',
  network: 'Who reaches it',
  observability: 'How it runs',
};

export function topicOf(key: string): Topic {
  const feature = featureOf(key);
  if (feature) return ofGroup[feature.group];
  return (ofCore as Readonly<Record<string, Topic>>)[key] ?? 'Environments';
}

export function featureOf(key: string | undefined): Feature | undefined {
  return features.find(({ id }) => id === key);
}
