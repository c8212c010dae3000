/**
 * The subset of EJS that templates may use: interpolated paths, comparisons, if/else and for-of.
 * No assignment, no index, no call: what needs one is computed in TypeScript and handed over.
 */
export interface TemplateFault {
  line: number;
  message: string;
}

interface Tag {
  kind: '-' | '=' | 'code' | 'comment';
  body: string;
  line: number;
}

export interface CheckOptions {
  /** The names that the context offers at its top. */
  roots: readonly string[];
  controlFlow: boolean;
}

const expressionToken = /\s+|[A-Za-z_$][\w$]*|\d+|'[^'\\\n]*'|===|!==|<=|>=|&&|\|\||[<>!.()]/y;
const loopHead = /^for \(const ([a-z]\w*) of ([\w.]+)\) \{$/;
const ifHead = /^(?:\} else )?if \((.+)\) \{$/;
const keywords = new Set(['true', 'false', 'undefined', 'null']);

export function checkTemplate(text: string, options: CheckOptions): TemplateFault[] {
  const faults: TemplateFault[] = [];
  const scopes: string[][] = [];
  for (const tag of tags(text)) {
    const fault = (message: string) => faults.push({ line: tag.line, message });
    const known = [...options.roots, ...scopes.flat()];
    if (tag.kind === 'comment') continue;
    if (tag.kind !== 'code') {
      const message = checkExpression(tag.body, known);
      if (message) fault(message);
      continue;
    }
    if (!options.controlFlow) {
      fault(`no control flow here: <% ${tag.body} %>`);
      continue;
    }
    const loop = loopHead.exec(tag.body);
    const branch = ifHead.exec(tag.body);
    if (tag.body.startsWith('}')) scopes.pop();
    if (loop) {
      scopes.push([loop[1] as string]);
      const message = checkExpression(loop[2] as string, known);
      if (message) fault(message);
    } else if (branch) {
      scopes.push([]);
      const message = checkExpression(branch[1] as string, known);
      if (message) fault(message);
    } else if (tag.body === '} else {') scopes.push([]);
    else if (tag.body !== '}') fault(`only if, else, for-of and } are allowed: ${tag.body}`);
  }
  return faults;
}

function checkExpression(body: string, known: readonly string[]): string | undefined {
  let previous = '';
  expressionToken.lastIndex = 0;
  while (expressionToken.lastIndex < body.length) {
    const at = expressionToken.lastIndex;
    const token = expressionToken.exec(body)?.[0];
    if (token === undefined) return `"${body.slice(at)}" is not in the allowed subset`;
    if (token.trim() === '') continue;
    const isName = /^[A-Za-z_$]/.test(token);
    if (token === '(' && /[\w$)]$/.test(previous)) return `no calls: ${body}`;
    if (isName && previous !== '.' && !keywords.has(token) && !known.includes(token)) {
      return `unknown name "${token}"; known are ${known.join(', ')}`;
    }
    previous = token;
  }
  return previous === '' ? 'empty tag' : undefined;
}

function* tags(text: string): Generator<Tag> {
  for (const match of text.matchAll(/<%([-=_#%]?)([\s\S]*?)[-_]?%>/g)) {
    const line = text.slice(0, match.index).split('\n').length;
    const sign = match[1];
    const kind = sign === '#' ? 'comment' : sign === '-' || sign === '=' ? sign : 'code';
    const body = sign === '_' || sign === '%' ? `${sign}${match[2]}` : (match[2] ?? '');
    yield { kind, body: body.trim(), line };
  }
}
