import type { Chart, Environment } from '../../generators/core/chart.ts';
import type { Feature } from '../../generators/core/feature.ts';
import { type Labels, selects } from '../../generators/core/kubernetes/objects.ts';
import ingress from '../../templates/features/ingress/feature.ts';
import networkpolicy from '../../templates/features/networkpolicy/feature.ts';
import podmonitor from '../../templates/features/podmonitor/feature.ts';
import service from '../../templates/features/service/feature.ts';
import servicemonitor from '../../templates/features/servicemonitor/feature.ts';
import type { Render } from '../charts/renders.ts';
import { ownAnswers, portNamed } from '../ground/answers.ts';
import { type Address, type Call, isPod, type Party, type Pod } from './world.ts';

export type Port = Pick<Call, 'port' | 'protocol'>;

/** Calls that the answers ask for. The rendered policies are never looked at here. */
export interface Wish {
  title: string;
  /** One of those that the answers mean. */
  example: Party;
  means(party: Party): boolean;
  ports: readonly Port[];
}

export const internet: Address = { name: 'the internet', ip: '198.51.100.7' };

/** Who the answers say calls the app. What an Ingress or a monitor is for counts while it is there. */
export function callersWished({ chart, environment, objects, namespace }: Render): Wish[] {
  const has = (kind: string) => objects.some((object) => object.kind === kind);
  const http = chart.profile === 'web' ? portsNamed(chart, ['http']) : [];
  const wishes = scrapersWished(chart, environment, has);
  if (ownAnswers(chart, ingress).enabled) {
    const controller = controllerOf(chart, environment);
    wishes.push({ ...controller, ports: has('Ingress') ? http : [] });
  }
  const { type, enabled } = ownAnswers(chart, service);
  if (enabled && type !== 'ClusterIP') {
    wishes.push({ title: 'everybody', example: internet, means: () => true, ports: http });
  }
  const main = chart.profile === 'web' ? ['http'] : Object.keys(chart.ports);
  for (const [name, peer] of Object.entries(ownAnswers(chart, networkpolicy).from)) {
    const ports = portsNamed(chart, peer.ports.length > 0 ? peer.ports : main);
    wishes.push(peerWished(name, peer, ports, namespace));
  }
  return wishes;
}

/** The ingress controller of an environment. */
export function controllerOf(chart: Chart, environment: Environment | undefined): Wish {
  const { controllerNamespace } = ownAnswers(chart, ingress);
  const home = environment?.cluster.controllerNamespace || controllerNamespace;
  return podsWished('the ingress controller', home, {}, []);
}

function scrapersWished(
  chart: Chart,
  environment: Environment | undefined,
  has: (kind: string) => boolean,
): Wish[] {
  const { metrics } = chart;
  const wished = <Own extends { enabled: boolean; scraperNamespace: string }, OwnEnvironment>(
    kind: string,
    feature: Feature<Own, OwnEnvironment>,
  ): Wish[] => {
    const { enabled, scraperNamespace } = ownAnswers(chart, feature);
    if (!enabled || !metrics) return [];
    const home = environment?.cluster.scraperNamespace || scraperNamespace;
    const ports = has(kind) ? portsNamed(chart, [metrics.portName]) : [];
    return [podsWished(`the scraper of the ${kind}`, home, {}, ports)];
  };
  return [...wished('ServiceMonitor', servicemonitor), ...wished('PodMonitor', podmonitor)];
}

/** Whom the answers say the app calls. */
export function calleesWished({ chart, namespace }: Render): Wish[] {
  const own = ownAnswers(chart, networkpolicy);
  const dns = both(53);
  const wishes = [podsWished('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }, dns)];
  if (own.nodeLocalDns) {
    wishes.push(addressWished('the DNS cache of the node', '169.254.20.10', dns));
  }
  if (own.httpsOutside) {
    wishes.push({
      title: 'https outside',
      example: internet,
      means: (party) => !isPod(party) && isOfTheInternet(party.ip),
      ports: [{ port: 443, protocol: 'TCP' }],
    });
  }
  for (const [name, { cidr, port, protocol, ...peer }] of Object.entries(own.to)) {
    const ports = [{ port, protocol }];
    const [network = ''] = cidr.split('/');
    wishes.push(
      cidr ? addressWished(name, network, ports) : peerWished(name, peer, ports, namespace),
    );
  }
  return wishes;
}

function both(port: number): Port[] {
  return (['UDP', 'TCP'] as const).map((protocol) => ({ port, protocol }));
}

function portsNamed(chart: Chart, names: readonly string[]): Port[] {
  return names.map((name) => portNamed(chart, name));
}

/** A peer of the answers; one that says nothing is the app of its name, beside the release. */
function peerWished(
  name: string,
  { namespace, labels }: { namespace: string; labels: Labels },
  ports: readonly Port[],
  own: string,
): Wish {
  const isSaid = namespace !== '' || Object.keys(labels).length > 0;
  return podsWished(
    name,
    namespace || own,
    isSaid ? labels : { 'app.kubernetes.io/name': name },
    ports,
  );
}

function podsWished(
  title: string,
  namespace: string,
  labels: Labels,
  ports: readonly Port[],
): Wish {
  return {
    title,
    example: podAt(title, namespace, labels),
    means: (party) =>
      isPod(party) &&
      party.namespace === namespace &&
      selects({ matchLabels: labels }, party.labels),
    ports,
  };
}

function addressWished(title: string, ip: string, ports: readonly Port[]): Wish {
  const example = { name: title, ip };
  return { title, example, means: (party) => !isPod(party) && party.ip === ip, ports };
}

/** The ranges that stand for the internet in documentation, and in these answers. */
function isOfTheInternet(ip: string): boolean {
  return /^(198\.51\.100|203\.0\.113)\./.test(ip);
}

/** Policies tell these pods apart by labels alone, so that one address does for all. */
export function podAt(name: string, namespace: string, labels: Labels): Pod {
  return { name, namespace, labels, ip: '10.244.7.7', ports: [] };
}
