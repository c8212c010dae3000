import { emitKeypressEvents, type Interface } from 'node:readline';
import { PassThrough } from 'node:stream';

/** Long enough for an arrow key over a slow line, too short to be felt after Escape. */
const escapeMilliseconds = 80;

/**
 * The keyboard during a conversation. Each prompt takes the terminal over and hands it back; between
 * two of them this one keeps it, so that no key is echoed, lost or turned into a signal.
 */
export class Keys extends PassThrough {
  readonly isTTY = true;
  isRaw = false;
  readonly #terminal: NodeJS.ReadStream;

  constructor(terminal: NodeJS.ReadStream) {
    super();
    this.#terminal = terminal;
    // Before inquirer does it: only the first call says how long Escape waits for a sequence.
    emitKeypressEvents(this, { escapeCodeTimeout: escapeMilliseconds } as unknown as Interface);
  }

  /** Called by each prompt at both its ends; what a stopped job lost is set again. */
  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    if (isRaw) {
      this.#terminal.setRawMode(false);
      this.#terminal.setRawMode(true);
      this.resume();
    }
    return this;
  }

  hold(): void {
    this.#terminal.setRawMode(true);
    this.#terminal.pipe(this);
  }

  release(): void {
    this.#terminal.unpipe(this);
    this.#terminal.setRawMode(false);
    this.#terminal.pause();
  }
}
