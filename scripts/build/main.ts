import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildAnswersSchema } from './answers-schema.ts';
import { bundle } from './bundle.ts';
import { buildDefaults } from './defaults.ts';
import { buildTemplates } from './templates.ts';

const project = join(import.meta.dirname, '../..');
const generated = join(project, 'generated');
mkdirSync(generated, { recursive: true });

const count = buildTemplates(project, join(generated, 'templates.ts'));
buildDefaults(join(generated, 'defaults.ts'));
buildAnswersSchema(join(project, 'answers.schema.json'));
const sizes = process.argv.includes('--generate-only') ? [] : await bundle(project);
console.log([`${count} templates compiled`, ...sizes].join('\n'));
