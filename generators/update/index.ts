import { update } from '../commands/update.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(update);
