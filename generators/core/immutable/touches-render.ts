const unread = [
  /^(README|CHANGELOG|LICENSE)(\.[^/]*)?$/i,
  /^helm-prod\.(yaml|lock)$/,
  /^(\.git|\.helm-prod|node_modules|tests|ci)\//,
];

/** Whether Helm may read the file when it renders; templates may read any file of the chart. */
export function isReadByHelm(path: string): boolean {
  return !unread.some((pattern) => pattern.test(path));
}

/** Whether a change of the file may change an object. NOTES are rendered, and are no object. */
export function touchesRender(path: string): boolean {
  return isReadByHelm(path) && path !== 'templates/NOTES.txt';
}
