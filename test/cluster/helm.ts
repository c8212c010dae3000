import { inject, type TestContext } from 'vitest';
import { runTool, type ToolRun } from '../charts/run-tool.ts';
import { count } from '../setup/counts.ts';

export type HelmName = 'helm3' | 'helm4';
export const helms: readonly HelmName[] = ['helm3', 'helm4'];

/** Runs Helm against the control plane in a namespace; whatever it warns of is a failure. */
export interface Helm {
  /** Fails the test unless it succeeds without a word of warning. */
  run(verb: string, ...args: readonly string[]): Promise<ToolRun>;
  /** For what should fail. */
  attempt(verb: string, ...args: readonly string[]): Promise<ToolRun>;
}

export function helmIn(task: TestContext['task'], name: HelmName, namespace: string): Helm {
  const common = ['--kubeconfig', inject('access').kubeconfig, '--namespace', namespace];
  const attempt = (verb: string, ...args: readonly string[]): Promise<ToolRun> => {
    count(task, `helm ${verb}, Helm ${name.at(-1)}`);
    return runTool(inject('programs')[name], [verb, ...args, ...common]);
  };
  return {
    attempt,
    async run(verb, ...args) {
      const ran = await attempt(verb, ...args);
      const words = `helm ${verb} ${args.join(' ')}`;
      if (ran.code !== 0) throw new Error(`${words}: ${ran.text}`);
      const warned = ran.text.split('\n').filter((line) => /\bwarn/i.test(line));
      if (warned.length > 0) throw new Error(`${words} warned: ${warned.join('\n')}`);
      return ran;
    },
  };
}

/** Waits for objects to be ready, by the flags that both Helms have. */
export const wait = ['--wait', '--timeout', '45s'] as const;
