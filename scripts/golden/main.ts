import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';

/** Writes the charts in test/golden anew: `npm run golden`, and then read the difference. */
const golden = join(import.meta.dirname, '../../test/golden');
for (const scenario of readdirSync(golden)) {
  const folder = join(golden, scenario, 'chart');
  const result = await chartFrom({
    file: parse(readFileSync(join(golden, scenario, 'answers.yaml'), 'utf8')),
  });
  if (!result.ok) throw new Error(`${scenario}: ${JSON.stringify(result.faults)}`);
  rmSync(folder, { recursive: true, force: true });
  const files = filesOf(result.chart);
  for (const { path, body } of files.values()) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, body);
  }
  console.log(`${scenario}: ${files.size} files`);
}
