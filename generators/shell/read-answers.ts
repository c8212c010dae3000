import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import type { DataMap } from '../core/compose/tree.ts';
import { faultOf, parsedDocument } from '../core/data/parsed.ts';
import { wholeAnswers } from '../core/migrations/whole-answers.ts';
import { misuse, UsageError } from '../core/usage-error.ts';

/** Far more than any answers need; what is larger is some other file. */
const mostBytes = 1024 * 1024;
const mostAliases = 50;

export function readAnswers(file: string): DataMap {
  const name = file === '-' ? 'standard input' : file;
  return answersIn(readBounded(file, name), name);
}

/** What an answers file says; the name is for messages. */
export function answersIn(text: string, name: string): DataMap {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: true });
  if (document.errors.length > 0) {
    throw new UsageError(
      document.errors.map((error) => {
        const { message, line, column } = faultOf(error);
        const key = /^[^\s:]+/.exec(text.slice(error.pos[0]))?.[0];
        return {
          path: line === undefined ? name : `${name}:${line}:${column}`,
          message: error.code === 'DUPLICATE_KEY' ? `the key ${key} is there twice` : message,
        };
      }),
    );
  }
  const parsed = parsedDocument(document, mostAliases);
  if ('data' in parsed) return asMap(parsed.data, name);
  throw misuse(name, `${parsed.fault.message}; write the answers out`);
}

function asMap(value: unknown, name: string): DataMap {
  if (value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) {
    const { said, faults } = wholeAnswers(value);
    if (faults.length > 0) {
      throw new UsageError(
        faults.map(({ path, message }) => ({ path: `${name}: ${path}`, message })),
      );
    }
    return said;
  }
  throw misuse(name, 'must be a map of answers, such as name: my-app');
}

function readBounded(file: string, name: string): string {
  let handle: number | undefined;
  try {
    handle = file === '-' ? 0 : openSync(file, 'r');
    const size = fstatSync(handle).size;
    if (size > mostBytes) {
      throw new UsageError([
        { path: name, message: `${size} bytes; an answers file has at most ${mostBytes}` },
      ]);
    }
    const text = readFileSync(handle, 'utf8');
    if (text.length > mostBytes) {
      throw new UsageError([
        { path: name, message: `an answers file has at most ${mostBytes} bytes` },
      ]);
    }
    return text;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    throw new UsageError([
      { path: name, message: `cannot be read (${code}); give a file with answers` },
    ]);
  } finally {
    if (handle !== undefined && handle !== 0) closeSync(handle);
  }
}
