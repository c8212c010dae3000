import { app } from '../commands/app.ts';
import { generatorFor } from '../shell/yeoman/yeoman.ts';

export default generatorFor(app);
