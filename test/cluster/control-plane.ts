import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import type { ToolName } from '../../scripts/tools/tools.ts';
import { kubeAt } from './kube.ts';

/** What the control plane is made of; schemas is the folder that also holds CRDs and stages. */
export type Programs = Record<
  Extract<
    ToolName,
    'etcd' | 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kwok'
  >,
  string
> & { crds: string; stages: string };

/** How to reach it. */
export interface Access {
  url: string;
  token: string;
  /** The certificate of the server, which signed itself. */
  ca: string;
  kubeconfig: string;
}

export const nodes = ['node-a', 'node-b', 'node-c'] as const;

/** By default both ask 20 times a second at most, as if there were a cluster to share. */
const withoutThrottle = ['--kube-api-qps=1000', '--kube-api-burst=2000'];

const ownStages = join(import.meta.dirname, 'stages');

/** Starts a control plane on loopback in an empty folder; resolves once pods can be scheduled. */
export async function startControlPlane(
  programs: Programs,
  folder: string,
  children: Set<ChildProcess>,
): Promise<Access> {
  const token = randomUUID();
  const [etcdPort, etcdPeerPort, apiPort, nodePort] = await freePorts(4);
  const certificates = join(folder, 'certificates');
  mkdirSync(certificates);
  const inFolder = (name: string, text: string): string => {
    const file = join(folder, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const signingKey = inFolder('service-accounts.key', privateKey);
  const accountKey = inFolder('service-accounts.pub', publicKey);
  const tokens = inFolder('tokens.csv', `${token},admin,admin,system:masters\n`);
  const ca = join(certificates, 'apiserver.crt');
  const url = `https://127.0.0.1:${apiPort}`;
  const kubeconfig = inFolder('kubeconfig', kubeconfigOf({ url, token, ca }));
  const etcd = `http://127.0.0.1:${etcdPort}`;
  const etcdPeer = `http://127.0.0.1:${etcdPeerPort}`;

  const run = (name: Exclude<keyof Programs, 'crds' | 'stages'>, args: readonly string[]): void => {
    const log = openSync(join(folder, `${name}.log`), 'w');
    const child = spawn(programs[name], args, { stdio: ['ignore', log, log], cwd: folder });
    closeSync(log);
    children.add(child);
    child.on('error', () => {});
  };
  run('etcd', [
    '--unsafe-no-fsync',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    `--listen-peer-urls=${etcdPeer}`,
    `--initial-advertise-peer-urls=${etcdPeer}`,
    `--initial-cluster=default=${etcdPeer}`,
    '--log-level=error',
  ]);
  run('kube-apiserver', [
    `--etcd-servers=${etcd}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    // The address of a loopback server is not one that endpoints may have.
    '--endpoint-reconciler-type=none',
    `--secure-port=${apiPort}`,
    `--cert-dir=${certificates}`,
    `--token-auth-file=${tokens}`,
    '--authorization-mode=RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${accountKey}`,
    `--service-account-signing-key-file=${signingKey}`,
    '--service-cluster-ip-range=10.96.0.0/16',
  ]);
  const kube = kubeAt({ url, token, ca });
  await until('the API server', children, folder, () => kube.isReady());
  run('kube-controller-manager', [
    `--kubeconfig=${kubeconfig}`,
    '--leader-elect=false',
    '--secure-port=0',
    `--service-account-private-key-file=${signingKey}`,
    `--root-ca-file=${ca}`,
    ...withoutThrottle,
    // An autoscaler that a test can wait for.
    '--horizontal-pod-autoscaler-sync-period=1s',
    '--horizontal-pod-autoscaler-cpu-initialization-period=1s',
    '--horizontal-pod-autoscaler-initial-readiness-delay=1s',
  ]);
  run('kube-scheduler', [
    ...[`--kubeconfig=${kubeconfig}`, '--leader-elect=false', '--secure-port=0'],
    ...withoutThrottle,
  ]);
  const { stages, others } = stagesAndOthers([programs.stages, ownStages]);
  run('kwok', [
    `--kubeconfig=${kubeconfig}`,
    '--manage-all-nodes=true',
    '--cidr=10.64.0.0/12',
    // Without leases a node counts as lost after a minute.
    '--node-lease-duration-seconds=40',
    `--config=${inFolder('stages.yaml', [...stages, stringify(logsOfAll(folder))].join('---\n'))}`,
    // The nodes' own server, which the API server asks for the logs of pods.
    '--node-ip=127.0.0.1',
    `--node-port=${nodePort}`,
    `--server-address=127.0.0.1:${nodePort}`,
    `--tls-cert-file=${ca}`,
    `--tls-private-key-file=${join(certificates, 'apiserver.key')}`,
  ]);
  for (const text of [...readAll(programs.crds), ...others]) await kube.apply(text);
  for (const [i, name] of nodes.entries()) await kube.apply(stringify(nodeOf(name, `zone-${i}`)));
  await until('the nodes', children, folder, async () => {
    const found = await kube.list('/api/v1/nodes');
    return found.length === nodes.length && found.every(isReady);
  });
  return { url, token, ca, kubeconfig };
}

/** KWOK reads stages from its configuration; a StorageClass beside them is an ordinary object. */
function stagesAndOthers(folders: readonly string[]): { stages: string[]; others: string[] } {
  const texts = folders.flatMap(readAll);
  const isStage = (text: string) => /^kind: Stage$/m.test(text);
  return { stages: texts.filter(isStage), others: texts.filter((text) => !isStage(text)) };
}

/** What every container is said to have logged. */
function logsOfAll(folder: string): object {
  const logsFile = join(folder, 'container.log');
  writeFileSync(logsFile, `${new Date().toISOString()} stdout F logged by a test\n`);
  return {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterLogs',
    metadata: { name: 'all' },
    spec: { logs: [{ logsFile }] },
  };
}

/** The files of a folder, in the order of their names. */
function readAll(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function nodeOf(name: string, zone: string): object {
  const resources = { cpu: '64', memory: '256Gi', 'ephemeral-storage': '1Ti', pods: '1000' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
      labels: { 'kubernetes.io/hostname': name, 'topology.kubernetes.io/zone': zone },
    },
    status: { allocatable: resources, capacity: resources },
  };
}

function isReady(node: object): boolean {
  const { conditions = [] } =
    (node as { status?: { conditions?: { type: string; status: string }[] } }).status ?? {};
  return conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
}

function kubeconfigOf({ url, token, ca }: Omit<Access, 'kubeconfig'>): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': ca } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'admin' } }],
    'current-context': 'test',
  });
}

/** Asks until it holds; ends with the log of a program that has ended, or after a minute. */
async function until(
  what: string,
  children: ReadonlySet<ChildProcess>,
  folder: string,
  holds: () => Promise<boolean>,
): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ended = [...children].find(({ exitCode, signalCode }) => exitCode !== null || signalCode);
    if (ended) throw new Error(`${ended.spawnfile} ended:\n${logs(folder)}`);
    if (await holds().catch(() => false)) return;
    await sleep(200);
  }
  throw new Error(`${what} did not come up within a minute:\n${logs(folder)}`);
}

function logs(folder: string): string {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.log'))
    .map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8').slice(-2000)}`)
    .join('\n');
}

/** Ports that were free a moment ago, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
