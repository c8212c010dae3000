import { kindOf } from './answers/environment-kinds.ts';
import type { Fault } from './answers/fault.ts';
import { type ActiveFeature, type Chart, factsIn, offeredBy } from './chart.ts';
import { ownValues } from './compose/compose.ts';
import { amountOf } from './compose/quantity.ts';
import type { Offer } from './feature.ts';

/** What no single answer can tell to be wrong. */
export function contradictions(chart: Chart, active: readonly ActiveFeature[]): Fault[] {
  return [
    ...missingImage(chart),
    ...unknownKinds(chart),
    ...ofFeatures(chart, active),
    ...portClashes(chart),
    ...probeFaults(chart),
    ...amountFaults(chart),
    ...folderClashes(chart),
    ...dependencyClashes(chart, active),
  ];
}

/** Left out it is the sample's; emptied it is none. */
function missingImage({ answers }: Chart): Fault[] {
  if (answers.image.repository !== '') return [];
  return [{ path: 'image.repository', message: 'must not be empty; leave it out for a sample' }];
}

function unknownKinds({ answers }: Chart): Fault[] {
  return Object.entries(answers.environments)
    .filter(([name, { kind }]) => kind === undefined && kindOf(name) === undefined)
    .map(([name]) => ({
      path: `environments.${name}.kind`,
      message: 'must be said, since the name does not tell: development, staging or production',
    }));
}

function ofFeatures(chart: Chart, active: readonly ActiveFeature[]): Fault[] {
  const offered = offeredBy(chart, active);
  return active.flatMap(({ feature, own }) => {
    const missing = Object.entries(feature.needs ?? {}).filter(
      ([need]) => !offered.has(need as Offer),
    );
    const found = feature.check?.(chart, own, (environment) => factsIn(chart, active, environment));
    return [...missing.map(([, message]) => ({ path: feature.id, message })), ...(found ?? [])];
  });
}

/** The app's own ports have names that nothing else may take, even where there is none of them. */
const ownPortNames = ['http', 'metrics'];

function portClashes(chart: Chart): Fault[] {
  const faults: Fault[] = [];
  const taken = new Map(Object.entries(chart.ports).map(([name, port]) => [`${port}/TCP`, name]));
  const served = new Map<string, string>();
  for (const [name, { port, protocol, servicePort }] of Object.entries(chart.answers.extraPorts)) {
    const other = taken.get(`${port}/${protocol}`);
    if (other) {
      const message = `${port} is already the port "${other}"`;
      faults.push({ path: `extraPorts.${name}.port`, message });
    }
    if (ownPortNames.includes(name)) {
      const message = 'the name belongs to a port of the app; choose another';
      faults.push({ path: `extraPorts.${name}`, message });
    }
    taken.set(`${port}/${protocol}`, name);
    if (servicePort === undefined) continue;
    const twin = served.get(`${servicePort}/${protocol}`);
    if (twin) {
      const message = `${servicePort} is already the Service's port for "${twin}"`;
      faults.push({ path: `extraPorts.${name}.servicePort`, message });
    }
    served.set(`${servicePort}/${protocol}`, name);
  }
  return faults;
}

function probeFaults(chart: Chart): Fault[] {
  const ports = [...Object.keys(chart.ports), ...Object.keys(chart.answers.extraPorts)];
  return (['live', 'ready', 'startup'] as const).flatMap((name) => {
    const { kind, command, port } = chart.answers.probes[name];
    if (kind === 'exec') {
      if (command.length > 0) return [];
      return [{ path: `probes.${name}.command`, message: 'an exec probe needs a command' }];
    }
    const asked = port || 'http';
    if (ports.includes(asked)) return [];
    const known = ports.join(', ') || 'none';
    return [
      {
        path: `probes.${name}.port`,
        message: `there is no port "${asked}" to ask; there are: ${known}`,
      },
    ];
  });
}

/** The API server refuses a pod that asks for more than it may take. */
function amountFaults(chart: Chart): Fault[] {
  const places = [
    { path: 'workload.resources', resources: chart.resources },
    ...chart.environments.map(({ name, resources }) => ({
      path: `environments.${name}.resources`,
      resources,
    })),
  ];
  return places.flatMap(({ path, resources: { requests, limits } }) =>
    (['cpu', 'memory', 'ephemeralStorage'] as const)
      .filter((what) => what !== 'cpu' || chart.answers.workload.cpuLimit)
      .filter((what) => amountOf(requests[what]) > amountOf(limits[what]))
      .map((what) => ({
        path: `${path}.requests.${what}`,
        message: `${requests[what]} is more than the limit of ${limits[what]}`,
      })),
  );
}

function folderClashes({ answers }: Chart): Fault[] {
  const taken = new Map([['/tmp', 'tmp']]);
  return Object.entries(answers.workload.writableFolders).flatMap(([name, { path }]) => {
    const at = `workload.writableFolders.${name}`;
    const folder = path.replace(/\/+$/, '');
    // The one that every chart has may get another size.
    if (name === 'tmp' && folder === '/tmp') return [];
    const other = taken.get(folder);
    taken.set(folder, name);
    if (name === 'tmp') return [{ path: at, message: 'is /tmp already; choose another name' }];
    if (folder === '') return [{ path: `${at}.path`, message: 'would hide the whole image' }];
    return other ? [{ path: `${at}.path`, message: `is already the folder "${other}"` }] : [];
  });
}

/** Helm hands a dependency its values under its name, so that no value of ours may have it. */
function dependencyClashes(chart: Chart, active: readonly ActiveFeature[]): Fault[] {
  if (chart.answers.dependencies.length === 0) return [];
  const valueKeys = Object.keys(ownValues(chart, active));
  const taken = new Map<string, string>([
    ...[...valueKeys, 'global', 'tags'].map((key) => [key, 'a value of the chart'] as const),
    [chart.name, 'the chart itself'],
  ]);
  return chart.answers.dependencies.flatMap(({ name, alias }, i) => {
    const key = alias || name;
    const owner = taken.get(key);
    taken.set(key, 'another dependency');
    if (owner === undefined) return [];
    const message = `"${key}" is the name of ${owner}; give it another alias`;
    return [{ path: `dependencies.${i}.${alias ? 'alias' : 'name'}`, message }];
  });
}
