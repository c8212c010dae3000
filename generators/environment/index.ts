import { environment } from '../commands/environment.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(environment);
