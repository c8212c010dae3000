/** How a value is written depends on the file it lands in; each kind of file has one function. */
export type FileKind = 'yaml' | 'json' | 'shell' | 'markdown' | 'gotemplate' | 'text';

/** Text that our own code composed and that is written as it is, line by line. */
export class Block {
  constructor(readonly text: string) {}

  static lines(lines: readonly string[]): Block {
    return new Block(lines.join('\n'));
  }
}

/** What may be written bare: it means the same in YAML, JSON, a shell and a Go template. */
const identifier = /^[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9])?$/;

export function bare(value: unknown): string {
  if (value instanceof Block) return value.text;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'string' && identifier.test(value)) return value;
  throw new Error(`${JSON.stringify(value)} may not be written bare; use <%= … %>`);
}

/** A scalar that YAML reads back as this very value, plain where that is safe. */
export function yamlScalar(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new Error(`not a scalar: ${JSON.stringify(value)}`);
  return isPlainYaml(value) ? value : quoted(value);
}

const plainStart = /^(?:[A-Za-z/_(]|--|\.\/|\d+\.\d+\.\d|\d+(?:m|s|Ki|Mi|Gi|Ti)$)/;
const ambiguous =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters need quotes
  /^(?:y|n|yes|no|on|off|true|false|null|nan|inf|~)$|: |:$| #|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]|^\s|\s$/i;

function isPlainYaml(value: string): boolean {
  return plainStart.test(value) && !ambiguous.test(value) && !/[{}[\]]/.test(value);
}

/** JSON's string form is also YAML's double-quoted form, once the rest of C1 is escaped. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A string literal of Go's template language, to stand inside an action. */
function goTemplate(value: unknown): string {
  return quoted(String(value));
}

function markdown(value: unknown): string {
  return String(value)
    .replace(/\s*[\r\n]+\s*/g, ' ')
    .replace(/[\\`*_{}[\]<>|#]/g, (c) => `\\${c}`);
}

function shell(value: unknown): string {
  return `'${String(value).replaceAll("'", `'\\''`)}'`;
}

/** A word as a shell reads it, quoted only where it has to be. */
export function inShell(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : escapeFor.shell(word);
}

export const escapeFor: Readonly<Record<FileKind, (value: unknown) => string>> = {
  yaml: yamlScalar,
  json: (value) => JSON.stringify(value),
  shell,
  markdown,
  gotemplate: goTemplate,
  text: (value) => String(value),
};

/** The kind of a file from its path in the chart. */
export function fileKind(path: string): FileKind {
  if (path.startsWith('templates/')) return 'gotemplate';
  if (/\.ya?ml$/.test(path)) return 'yaml';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.sh')) return 'shell';
  if (path.endsWith('.md')) return 'markdown';
  return 'text';
}
