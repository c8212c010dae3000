import { info } from '../commands/info.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(info);
