import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { chartFrom, filesOf } from '../../generators/core/generate.ts';
import { goldenFolder } from './fingerprint.ts';
import { untoldChange } from './untold.ts';

/** Writes the charts in test/golden anew: `npm run golden`, and then read the difference. */
for (const scenario of readdirSync(goldenFolder)) {
  const folder = join(goldenFolder, scenario, 'chart');
  const result = await chartFrom({
    file: parse(readFileSync(join(goldenFolder, scenario, 'answers.yaml'), 'utf8')),
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

const untold = untoldChange();
if (untold) console.log(`\n${untold}`);
