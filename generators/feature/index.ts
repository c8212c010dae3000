import { feature } from '../commands/feature.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(feature);
