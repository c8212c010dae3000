const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Between hold and release a polite signal waits, so that Ctrl-C finds a run that is over and
 * leaves no trace. On release it takes effect as if it came then, unless somebody else handles it.
 */
export function holdSignals(): { readonly received: boolean; release(): Promise<void> } {
  let received: NodeJS.Signals | null = null;
  const note = (signal: NodeJS.Signals): void => {
    received = signal;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  return {
    get received() {
      return received !== null;
    },
    async release() {
      // Node hands signals over once in a turn of its event loop, and we may be at the end of one.
      await nextTurn();
      await nextTurn();
      for (const signal of SIGNALS) process.off(signal, note);
      if (received !== null && process.listenerCount(received) === 0) {
        process.kill(process.pid, received);
      }
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
