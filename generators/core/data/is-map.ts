/** Whether it is a map, as YAML and JSON know them; of typed data, only what may be one is left. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
