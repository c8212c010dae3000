import { thisGenerator } from '../../generators/core/this-generator.ts';
import { keepRelease } from './releases.ts';

/** Part of `npm run release:version`: what is released is what later versions update from. */
keepRelease(thisGenerator.version);
console.log(`test/releases/${thisGenerator.version}: kept`);
