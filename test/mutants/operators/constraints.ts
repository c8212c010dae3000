import type { Edit } from '../mutant.ts';
import { indentOf } from '../template-text.ts';

const constraint =
  /^ *"(required|pattern|enum|const|additionalProperties|propertyNames|minimum|maximum|minLength|maxLength|minItems|maxItems|uniqueItems|minProperties|maxProperties|not)": (?!\{\},?$)/;

/** Changes of values.schema.json: something that it asks for is not asked for any more. */
export function* constraintEditsOf(body: string): Generator<Edit> {
  const lines = body.split('\n');
  for (const [index, text] of lines.entries()) {
    if (!constraint.test(text)) continue;
    const hangs = /[[{]$/.test(text);
    const closing = lines.findIndex((line, i) => i > index && indentOf(line) === indentOf(text));
    const last = hangs ? closing : index;
    const isLastKey = !lines[last]?.endsWith(',');
    const before = lines[index - 1] ?? '';
    // JSON has no comma before a brace that closes.
    yield isLastKey && before.endsWith(',')
      ? {
          kind: 'constraint dropped',
          line: index - 1,
          removed: last - index + 2,
          replacement: [before.slice(0, -1)],
        }
      : { kind: 'constraint dropped', line: index, removed: last - index + 1, replacement: [] };
  }
}
