import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from './error.ts';

/**
 * Who holds a lock. It is all in a file's name, so that taking over the lock of a dead process
 * is one rename of that name: of two that try, one succeeds.
 *
 *   owner.<pid>.<start>.<place>.<instance>
 */
const PREFIX = 'owner.';

/** Where liveness cannot be told (another machine or container), a lock this old is stale. */
const STALE_AFTER_MS = 10 * 60_000;

const INSTANCE = Math.random().toString(36).slice(2, 10);
let mine: string | undefined;

/** This process: pid, start time (0 where the system does not tell) and machine. */
export function ownId(): string {
  mine ??= [process.pid, processStart('self') ?? 0, place(), INSTANCE].join('.');
  return mine;
}

export function ownerFile(id: string): string {
  return PREFIX + id;
}

export function ownerIn(names: readonly string[]): string | undefined {
  return names.find((name) => name.startsWith(PREFIX))?.slice(PREFIX.length);
}

export function ownerPid(id: string): string {
  return id.split('.')[0] ?? '?';
}

/** Whether the process behind a lock is gone; `age` of the lock decides where nothing else can. */
export function isDead(id: string, ageMs: number): boolean {
  if (id === ownId()) return true;
  const [pidText = '', start = '0', where = ''] = id.split('.');
  const pid = Number(pidText);
  const stale = ageMs > STALE_AFTER_MS;
  if (!Number.isInteger(pid) || pid <= 0 || where !== place()) return stale;
  if (!answers(pid)) return true;
  const now = start === '0' ? undefined : processStart(pidText);
  return now === undefined ? stale : now !== start;
}

function answers(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Linux: field 22 of /proc/PID/stat; "ended" for a zombie; undefined where it cannot be read. */
function processStart(pid: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name, which may itself hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? 'ended' : fields[19];
  } catch {
    return undefined;
  }
}

let here: string | undefined;

/** Pids mean something only within one boot of one machine and one pid namespace. */
function place(): string {
  here ??= readPlace().replace(/[^\w-]/g, '');
  return here;
}

function readPlace(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
    return `${boot}-${readlinkSync('/proc/self/ns/pid').replace('pid:', '')}`;
  } catch {
    return hostname();
  }
}
