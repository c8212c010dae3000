import type { Container, EnvVar, KubeObject } from '../../generators/core/kubernetes/objects.ts';
import type { RenderedPod } from '../ground/pods.ts';

type Variables = Record<string, string>;

/** What a container finds in its environment; what only a cluster knows is left out. */
export function environmentOf(
  { env = [], envFrom = [] }: Container,
  pod: RenderedPod,
  objects: readonly KubeObject[],
): Variables {
  const variables: Variables = {};
  for (const { configMapRef } of envFrom) {
    Object.assign(variables, dataOf(objects, pod.namespace, configMapRef?.name));
  }
  for (const one of env) {
    const value = textOf(one, pod, objects);
    if (value !== undefined) variables[one.name] = expandedText(value, variables);
  }
  return variables;
}

function textOf(
  { value, valueFrom }: EnvVar,
  { owner, namespace }: RenderedPod,
  objects: readonly KubeObject[],
): string | undefined {
  const { configMapKeyRef, fieldRef } = valueFrom ?? {};
  if (configMapKeyRef) {
    return dataOf(objects, namespace, configMapKeyRef.name)[configMapKeyRef.key ?? ''];
  }
  const fields: Variables = {
    'metadata.name': `${owner.metadata.name}-0`,
    'metadata.namespace': namespace,
    'spec.nodeName': 'node',
    'status.podIP': '127.0.0.1',
  };
  return fieldRef ? fields[(fieldRef as { fieldPath?: string }).fieldPath ?? ''] : value;
}

function dataOf(objects: readonly KubeObject[], namespace: string, name?: string): Variables {
  const map = objects.find(
    ({ kind, metadata }) =>
      kind === 'ConfigMap' && metadata.name === name && metadata.namespace === namespace,
  );
  return (map?.data as Variables | undefined) ?? {};
}

/** As the kubelet does it: $(NAME) is the variable's value where there is one, $$(NAME) is $(NAME). */
export function expanded(words: readonly string[], variables: Readonly<Variables>): string[] {
  return words.map((word) => expandedText(word, variables));
}

function expandedText(text: string, variables: Readonly<Variables>): string {
  return text.replace(/\$\$|\$\(([^)]+)\)/g, (match, name: string | undefined) =>
    name === undefined ? '$' : (variables[name] ?? match),
  );
}
