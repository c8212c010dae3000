import ejs from 'ejs';
import { type CheckOptions, checkTemplate } from './check.ts';

export interface CompileOptions extends CheckOptions {
  /** Named in messages. */
  source: string;
}

/** EJS text to the source of a function that needs nothing of EJS at run time. */
export function compileTemplate(text: string, options: CompileOptions): string {
  const faults = checkTemplate(text, options);
  if (faults.length > 0) {
    throw new Error(faults.map((f) => `${options.source}:${f.line}: ${f.message}`).join('\n'));
  }
  const used = options.roots.filter((root) =>
    new RegExp(`<%[^%]*(?<![.\\w])${root}\\b`).test(text),
  );
  const prepared = text
    .replace(/^([ \t]*)<%- (.+?) %>\n/gm, (_, indent, path) => ownLine(path, indent))
    .replace(/<%- ((?!include\().+?) %>/g, '<%- include($1) %>');
  const template = new ejs.Template(prepared, {
    strict: true,
    _with: false,
    compileDebug: true,
    destructuredLocals: used,
    filename: options.source,
  });
  template.compile();
  // EJS keeps the whole text beside the code for its own error excerpts; ours name file and line.
  const body = template.source;
  return `function (locals, escapeFn, include, rethrow) {
  "use strict";
  var __line = 1;
  try {
${body}
  } catch (error) { rethrow(error, '', ${JSON.stringify(options.source)}, __line); }
}`;
}

/** The newline stays inside the tag, so that lines are still counted as in the source. */
function ownLine(path: string, indent: string): string {
  return `<%- include(${path}, ${JSON.stringify(indent)}\n) %>`;
}
