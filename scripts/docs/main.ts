import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillMarkers } from './markers.ts';
import { takePicture } from './picture.ts';
import { readmeSections } from './sections.ts';

/** `npm run docs`: what README.md says of the program, and a picture of it. */
const project = join(import.meta.dirname, '../..');
const readme = join(project, 'README.md');
writeFileSync(readme, fillMarkers(readFileSync(readme, 'utf8'), await readmeSections()));
console.log('README.md');

const picture = join(project, 'docs/terminal.svg');
const taken = await takePicture(project);
if (taken.ok) writeFileSync(picture, taken.svg);
console.log(taken.ok ? 'docs/terminal.svg' : `docs/terminal.svg stays as it is: ${taken.reason}`);
