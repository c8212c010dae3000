import { check } from '../commands/check.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(check);
