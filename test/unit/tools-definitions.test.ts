import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFINITIONS_FILE, definitionsText } from '../../scripts/kubernetes-definitions.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import type { Schema } from '../../scripts/tools/schemas/json-schema.ts';

const TEXT = readFileSync(DEFINITIONS_FILE, 'utf8');
const { definitions } = JSON.parse(TEXT) as { definitions: Record<string, Schema> };

function everySchema(): [string, Schema][] {
  const found: [string, Schema][] = [];
  const visit = (where: string, schema: Schema): void => {
    found.push([where, schema]);
    for (const [key, part] of Object.entries(schema.properties ?? {}))
      visit(`${where}.${key}`, part);
    if (schema.items) visit(`${where}[]`, schema.items);
    if (typeof schema.additionalProperties === 'object')
      visit(`${where}{}`, schema.additionalProperties);
  };
  for (const [name, schema] of Object.entries(definitions)) visit(name, schema);
  return found;
}

describe('the definitions for values', () => {
  it('are those that their script makes', (context) => {
    const { schemas } = requireTools(context, ['schemas']);
    expect(TEXT).toBe(definitionsText(schemas.path));
  });

  it('are closed, or maps', () => {
    const open = everySchema().filter(
      ([, { type, additionalProperties }]) =>
        type === 'object' && additionalProperties === undefined,
    );
    expect(open).toEqual([]);
  });

  it('refer only to each other, and say nothing beside a reference', () => {
    for (const [where, schema] of everySchema()) {
      if (!schema.$ref) continue;
      expect(Object.keys(schema), where).toEqual(['$ref']);
      expect(definitions, where).toHaveProperty([schema.$ref.replace('#/definitions/', '')]);
    }
  });

  it('are small, and assert no format', () => {
    expect(JSON.stringify(definitions).length).toBeLessThan(20_000);
    expect(
      everySchema().filter(([, schema]) => 'format' in schema || 'description' in schema),
    ).toEqual([]);
  });
});

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const listOf = (name: string): Schema => ({ type: 'array', items: ref(name) });

const SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  properties: {
    affinity: ref('Affinity'),
    dnsConfig: ref('PodDNSConfig'),
    env: { type: 'object', additionalProperties: ref('EnvVarSource') },
    envFrom: listOf('EnvFromSource'),
    hostAliases: listOf('HostAlias'),
    imagePullSecrets: listOf('LocalObjectReference'),
    lifecycle: ref('Lifecycle'),
    podSecurityContext: ref('PodSecurityContext'),
    probe: ref('Probe'),
    resources: ref('ResourceRequirements'),
    securityContext: ref('SecurityContext'),
    spread: listOf('TopologySpreadConstraint'),
    strategy: ref('DeploymentStrategy'),
    tolerations: listOf('Toleration'),
  },
  definitions,
};

/** Each is set on its own, as JSON. */
const GOOD = {
  affinity:
    '{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"podAffinityTerm":{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"a":"{{ .Release.Name }}"}}}}]}}',
  dnsConfig: '{"options":[{"name":"ndots","value":"2"}]}',
  env: '{"POD_IP":{"fieldRef":{"fieldPath":"status.podIP"}},"CPU":{"resourceFieldRef":{"resource":"limits.cpu","divisor":"1m"}}}',
  envFrom: '[{"prefix":"X_","secretRef":{"name":"a","optional":true}}]',
  hostAliases: '[{"ip":"127.0.0.1","hostnames":["a"]}]',
  imagePullSecrets: '[{"name":"a"}]',
  lifecycle: '{"preStop":{"sleep":{"seconds":10}}}',
  podSecurityContext: '{"fsGroup":10001,"sysctls":[{"name":"a","value":"1"}]}',
  probe: '{"httpGet":{"path":"/","port":"http","httpHeaders":[{"name":"a","value":"b"}]}}',
  resources:
    '{"requests":{"cpu":0.5,"memory":"1.5Gi","example.com/gpu":1},"limits":{"memory":1e9}}',
  securityContext: '{"capabilities":{"drop":["ALL"]},"seccompProfile":{"type":"RuntimeDefault"}}',
  spread: '[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}]',
  strategy: '{"rollingUpdate":{"maxUnavailable":0,"maxSurge":"25%"}}',
  tolerations: '[{"key":"a","operator":"Exists","tolerationSeconds":30}]',
};

const BAD = {
  'an affinity term':
    'affinity.podAntiAffinity={"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKy":"a"}]}',
  'a label selector':
    'spread=[{"maxSkew":1,"topologyKey":"a","whenUnsatisfiable":"b","labelSelector":{"matchLabel":{}}}]',
  'a required key': 'spread=[{"maxSkew":1}]',
  'a DNS option': 'dnsConfig={"options":[{"nam":"a"}]}',
  'an env source': 'env={"A":{"fieldRef":{"path":"a"}}}',
  'a source of env': 'envFrom=[{"secretRf":{"name":"a"}}]',
  'a host alias': 'hostAliases=[{"ip":"127.0.0.1","hosts":["a"]}]',
  'a pull secret': 'imagePullSecrets=["a"]',
  'a hook': 'lifecycle={"preStop":{"sleep":{"secs":10}}}',
  'a probe': 'probe={"httpGet":{"prt":80,"port":80}}',
  'a header': 'probe={"httpGet":{"port":80,"httpHeaders":[{"name":"a"}]}}',
  'a quantity': 'resources={"limits":{"memory":"1gb"}}',
  'a negative quantity': 'resources={"limits":{"memory":-1}}',
  'a resource section': 'resources={"limit":{}}',
  'a capability list': 'securityContext={"capabilities":{"dorp":["ALL"]}}',
  'a seccomp profile': 'podSecurityContext={"seccompProfile":{"typ":"RuntimeDefault"}}',
  'a rolling update': 'strategy={"rollingUpdate":{"maxSurge":true}}',
  'a toleration': 'tolerations=[{"key":"a","efect":"NoSchedule"}]',
};

let chart: string;

beforeAll(() => {
  chart = mkdtempSync(path.join(tmpdir(), 'definitions-'));
  mkdirSync(path.join(chart, 'templates'));
  writeFileSync(path.join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: acme\nversion: 0.1.0\n');
  writeFileSync(path.join(chart, 'values.yaml'), '{}\n');
  writeFileSync(path.join(chart, 'values.schema.json'), JSON.stringify(SCHEMA));
});

afterAll(() => {
  rmSync(chart, { recursive: true, force: true });
});

describe.each(['helm3', 'helm4'] as const)('%s', (name) => {
  it('accepts right values by them', (context) => {
    const { [name]: helm } = requireTools(context, [name]);
    const values = Object.entries(GOOD).flatMap(([key, json]) => ['--set-json', `${key}=${json}`]);
    const run = spawnSync(helm.path, ['template', chart, ...values], { encoding: 'utf8' });
    expect(run).toMatchObject({ status: 0, stderr: '' });
  });

  it.for(Object.entries(BAD))('refuses %s by them', ([_, value], context) => {
    const { [name]: helm } = requireTools(context, [name]);
    const run = spawnSync(helm.path, ['template', chart, '--set-json', value], {
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain("values don't meet the specifications of the schema");
  });
});
