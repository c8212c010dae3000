import { commit, recover } from '../../generators/shell/commit/commit.ts';
import { PLANS } from './plans.ts';

// The smallest program that commits: what is killed, once bundled into one file.
const [name = ''] = process.argv.slice(2);
const plan = PLANS[name];

recover(process.cwd());
if (plan !== undefined) await commit(plan, process.cwd());
