import { spawnSync } from 'node:child_process';

/**
 * Words before a command that give it a namespace of its own, prepared by a line of shell. Its
 * processes are apart too, so that whatever it has started ends with it, even where it is killed.
 */
function apart(namespace: '--net' | '--mount', prepare: string): string[] {
  return [
    ...['unshare', '--map-root-user', '--pid', '--fork', '--kill-child', namespace],
    ...['sh', '-c', `${prepare} && exec "$@"`, 'sh'],
  ];
}

/** A loopback where every port is free, and no other network, as in a pod. */
export const withOwnLoopback: readonly string[] = apart('--net', 'ip link set lo up');

/** A /tmp as a pod's emptyDir: nobody else sees it, and it is gone with the command. */
export function withOwnTmp(prepare: string): readonly string[] {
  return apart('--mount', `mount -t tmpfs tmpfs /tmp && ${prepare}`);
}

/** Whether this machine allows it: it takes Linux, and namespaces for users. */
export function isAllowed([program = '', ...args]: readonly string[]): boolean {
  return spawnSync(program, [...args, 'true'], { timeout: 10_000 }).status === 0;
}
