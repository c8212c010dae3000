/** Tells whether a file is still what it was: SHA-256 in hexadecimal. */
export function fingerprint(bytes: string | Uint8Array): string {
  // Loaded here, since new charts need none of it and shall not wait some milliseconds for it.
  const { createHash } = process.getBuiltinModule('node:crypto');
  return createHash('sha256').update(bytes).digest('hex');
}
