const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** undefined where the bytes are no UTF-8, or would not come back from it. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
