/** A lock that cannot be believed, and where. */
export class LockError extends Error {
  override readonly name = 'LockError';
  readonly kind: 'conflict' | 'unreadable';
  readonly line: number;
  /** Who wrote it, if that was read before: a newer version may write what this one cannot read. */
  readonly version: string | undefined;

  constructor(kind: LockError['kind'], line: number, message: string, version?: string) {
    super(message);
    this.kind = kind;
    this.line = line;
    this.version = version;
  }
}

/** Every text in a lock stands behind `|`, so a marker at the start of a line is git's. */
const marker = /^(<{7}|={7}|>{7})( |$)/;

/** What is wrong with the row that begins at an offset. */
export function unreadable(
  text: string,
  at: number,
  version: string | undefined,
  why = 'cannot be read',
): LockError {
  const line = text.slice(0, at).split('\n').length;
  const [row = ''] = text.slice(at).split('\n', 1);
  return marker.test(row)
    ? new LockError(
        'conflict',
        line,
        `line ${line} of the lock is a conflict marker of git`,
        version,
      )
    : new LockError('unreadable', line, `line ${line} of the lock ${why}`, version);
}
