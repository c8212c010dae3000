/** What lies beside a chart, and is none of it. */
const beside = [/^helm-prod\.(yaml|lock)$/, /^(\.git|\.helm-prod|node_modules|tests|ci)\//];

/** Files of a chart may be read by templates; that one reads these is too seldom to render for. */
const forReaders = [/^(README|CHANGELOG|LICENSE)(\.[^/]*)?$/i, /^templates\/NOTES\.txt$/];

/** Whether Helm may read the file when it renders; templates may read any file of the chart. */
export function isReadByHelm(path: string): boolean {
  return !beside.some((pattern) => pattern.test(path));
}

/** Whether a change of the file may change an object. NOTES are rendered, and are no object. */
export function touchesRender(path: string): boolean {
  return isReadByHelm(path) && !forReaders.some((pattern) => pattern.test(path));
}
