import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot, EXE, isProgram } from '../tools/cache.ts';
import { install } from '../tools/install.ts';
import { reported, type Say } from '../tools/progress.ts';
import type { Python } from './python.ts';

/** cookiecutter and copier, to be run as modules of a Python. */
export type Peers = { ok: true; python: string } | { ok: false; reason: string };

const REQUIREMENTS = path.join(import.meta.dirname, 'requirements.txt');
const LONGEST = 10 * 60_000;

const run = promisify(execFile);

/** Takes them from the cache, or installs them there from PyPI, each file by its digest. */
export async function installPeers(python: Python, say: Say): Promise<Peers> {
  const target = peersFolder(python);
  const complete = () => isProgram(pythonOf(target));
  try {
    if (!complete()) {
      await install({
        target,
        complete,
        make: (out) => reported(say, 'installing cookiecutter and copier', () => fill(out, python)),
        onWait: () => say('waiting for another run, which installs cookiecutter and copier'),
      });
    }
    return { ok: true, python: pythonOf(target) };
  } catch (error) {
    return { ok: false, reason: `cannot be installed from PyPI: ${lastErrorOf(error)}` };
  }
}

/** One folder for one set of versions and one Python, so that old never meets new. */
function peersFolder(python: Python): string {
  const made = [readFileSync(REQUIREMENTS), python.path, python.version];
  const digest = made
    .reduce((hash, part) => hash.update(part).update('\0'), createHash('sha256'))
    .digest('hex')
    .slice(0, 10);
  return path.join(cacheRoot(), 'bench-peers', digest);
}

const pythonOf = (folder: string): string =>
  path.join(folder, process.platform === 'win32' ? 'Scripts' : 'bin', `python${EXE}`);

/**
 * The environment moves to its place afterwards: its scripts would still name the old one, but
 * `python -m` goes by where it lies.
 */
async function fill(out: string, python: Python): Promise<void> {
  await run(python.path, ['-m', 'venv', out], { timeout: LONGEST });
  const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
  const strict = ['--require-hashes', '--only-binary', ':all:', '--requirement', REQUIREMENTS];
  await run(pythonOf(out), [...pip, ...strict], { timeout: LONGEST });
}

function lastErrorOf(error: unknown): string {
  const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const lines = told.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((each) => each.startsWith('ERROR:')) ?? lines.at(-1) ?? 'no message';
  return line.replace(/^ERROR:/, '').trim();
}
