import { type Environment, factsIn } from '../chart.ts';
import type { Expectation } from '../feature.ts';
import { Block } from '../template/escape.ts';
import type { Composition } from './compose.ts';
import { resourceValues } from './quantity.ts';
import type { Data, DataMap } from './tree.ts';
import { dataToYaml } from './yaml.ts';

/** What the unit tests of an environment's overlay are made of; the features have their say. */
export function environmentSuite(composition: Composition, environment: Environment) {
  const { chart, active } = composition;
  const facts = factsIn(chart, active, environment);
  const expected = [
    ...expectations(composition, environment),
    ...active.flatMap(({ feature, own }) => {
      const here = environment.own[feature.id];
      return feature.expects?.({ chart, own, environment, here, facts }) ?? [];
    }),
  ];
  return {
    name: environment.name,
    namespace: environment.namespace,
    tests: unitTests(expected.map((test) => ({ ...test, asserts: [...test.asserts] }))),
  };
}

/** Entries of the list `tests` of a suite, a blank line between two. */
export function unitTests(tests: readonly DataMap[]): Block {
  const entry = (test: Data) =>
    dataToYaml({ tests: [test] })
      .split('\n')
      .slice(1, -1);
  return Block.lines(
    tests.flatMap((test, i) => [
      ...(i > 0 ? [''] : []),
      ...entry(test).map((line) => line.replace(/^ {2}/, '')),
    ]),
  );
}

const container = 'spec.template.spec.containers[0]';

function expectations({ chart, active }: Composition, environment: Environment): Expectation[] {
  const facts = factsIn(chart, active, environment);
  const isAutoscaled = facts.some(({ leastReplicas }) => leastReplicas !== undefined);
  const { logVariable, cpuLimit } = chart.answers.workload;
  const variables = Object.assign({}, ...facts.map(({ env }) => env), chart.answers.env);
  const { replicas, resources, logLevel, pullPolicy } = environment;
  const of = (it: string, ...asserts: DataMap[]) => ({ it, template: 'deployment.yaml', asserts });
  return [
    isAutoscaled
      ? of('leaves the number of pods to the autoscaler', { notExists: { path: 'spec.replicas' } })
      : of(`runs ${replicas === 1 ? 'one pod' : `${replicas} pods`}`, {
          equal: { path: 'spec.replicas', value: replicas },
        }),
    of('asks for what its pods need here', {
      equal: { path: `${container}.resources`, value: resourceValues(resources, cpuLimit) },
    }),
    of('pulls its image as it should here', {
      equal: { path: `${container}.imagePullPolicy`, value: pullPolicy },
    }),
    ...(Object.hasOwn(variables, logVariable)
      ? []
      : [
          of(`logs at the level ${logLevel}`, {
            contains: { path: `${container}.env`, content: { name: logVariable, value: logLevel } },
          }),
        ]),
  ];
}
