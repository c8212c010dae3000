/** Whether the name of a variable or key promises something that nobody else should read. */
export function looksSecret(name: string): boolean {
  return /passw|secret|token|api_?key|private_?key|credential/i.test(name);
}
