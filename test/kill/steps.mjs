// Plain JavaScript: `node --import` loads it before any command, ours or another.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve, sep } from 'node:path';

const BY_PATH = [
  'appendFileSync',
  'chmodSync',
  'chownSync',
  'copyFileSync',
  'cpSync',
  'linkSync',
  'mkdirSync',
  'openSync',
  'renameSync',
  'rmSync',
  'rmdirSync',
  'symlinkSync',
  'truncateSync',
  'unlinkSync',
  'utimesSync',
  'writeFileSync',
];
const TO = ['copyFileSync', 'linkSync', 'renameSync'];
const BY_FILE = ['ftruncateSync', 'fsyncSync', 'writeSync'];

/**
 * @typedef {{ call: string, path: string, to: string | null, half: boolean }} Step
 *
 * Calls `before` ahead of each change that this process makes below a folder; of a write once
 * more for its middle. What `before` returns is called instead of the change (in the middle of a
 * write: after one half of it). Returns how to stop watching.
 *
 * @param {string} folder
 * @param {(step: Step) => (() => void) | undefined} before
 * @returns {() => void}
 */
export function watchSteps(folder, before) {
  const original = Object.fromEntries(
    [...BY_PATH, ...BY_FILE, 'closeSync'].map((call) => [call, fs[call]]),
  );
  const root = resolve(folder) + sep;
  const isInside = (path) => typeof path === 'string' && (resolve(path) + sep).startsWith(root);
  const open = new Map();

  for (const call of BY_PATH) {
    fs[call] = (...args) => {
      const to = TO.includes(call) ? args[1] : null;
      const reads = call === 'openSync' && (args[1] === undefined || args[1] === 'r');
      if (reads || !(isInside(args[0]) || isInside(to))) return original[call](...args);
      before({ call, path: args[0], to, half: false })?.();
      if (call === 'writeFileSync') {
        middle(call, args[0], args[1], (half) => original.writeFileSync(args[0], half, args[2]));
      }
      const result = original[call](...args);
      if (call === 'openSync') open.set(result, args[0]);
      return result;
    };
  }
  for (const call of BY_FILE) {
    fs[call] = (file, ...args) => {
      const path = open.get(file);
      if (path === undefined) return original[call](file, ...args);
      before({ call, path, to: null, half: false })?.();
      if (call === 'writeSync') {
        middle(call, path, args[0], (half) => original.writeSync(file, half));
      }
      return original[call](file, ...args);
    };
  }
  fs.closeSync = (file) => {
    open.delete(file);
    return original.closeSync(file);
  };
  syncBuiltinESMExports();

  function middle(call, path, body, write) {
    const instead = before({ call, path, to: null, half: true });
    if (instead === undefined) return;
    write(body.slice(0, Math.floor(body.length / 2)));
    instead();
  }

  return () => {
    Object.assign(fs, original);
    syncBuiltinESMExports();
  };
}
