const watched = new WeakSet<NodeJS.WriteStream>();

/** Writes to a stream whose reader may have gone, as the head in `… | head` does. */
export function print(stream: NodeJS.WriteStream, text: string): void {
  if (!watched.has(stream)) {
    watched.add(stream);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  stream.write(text);
}
