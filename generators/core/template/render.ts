import { bare, escapeFor, type FileKind } from './escape.ts';

/** What the build makes of one template: see scripts/build/templates.ts. */
export interface Template {
  /** Where the file goes, relative to the chart. */
  path: string;
  kind: FileKind;
  /** Where the template lies in the source, for messages. */
  source: string;
  run: (
    context: object,
    escapeValue: (value: unknown) => string,
    bareOrBlock: (value: unknown, ownLine?: string) => string,
    rethrow: (error: unknown, text: string, file: string, line: number) => never,
  ) => string;
}

export class TemplateError extends Error {
  override name = 'TemplateError';
}

export function renderTemplate(template: Template, context: object): string {
  const strict = strictly(context);
  const text = template.run(strict, escapeFor[template.kind], bareOrBlock, rethrow);
  // Helm drops or glues files without a final newline (helm#32506).
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** A block on a line of its own takes the line's indent, and an empty one takes the line away. */
function bareOrBlock(value: unknown, ownLine?: string): string {
  const text = bare(value);
  if (ownLine === undefined) return text;
  if (text === '') return '';
  return `${text
    .split('\n')
    .map((line) => (line === '' ? '' : ownLine + line))
    .join('\n')}\n`;
}

function rethrow(error: unknown, _text: string, file: string, line: number): never {
  const message = error instanceof Error ? error.message : String(error);
  throw new TemplateError(`${file}:${line}: ${message}`);
}

const strictViews = new WeakMap<object, object>();

/** A view of the context that throws on a key it does not have, at any depth. */
function strictly(target: object): object {
  const known = strictViews.get(target);
  if (known) return known;
  const view = new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'string' && !(key in object)) {
        throw new Error(`unknown key "${key}"; known are ${Object.keys(object).join(', ')}`);
      }
      const value = Reflect.get(object, key, receiver) as unknown;
      return isPlainData(value) ? strictly(value) : value;
    },
  });
  strictViews.set(target, view);
  return view;
}

function isPlainData(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
