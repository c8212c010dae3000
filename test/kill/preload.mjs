// Sends the process it is loaded into a signal, SIGKILL unless told otherwise, at its n-th change
// below a folder; lets the n-th fail; or notes every change.
import { writeFileSync } from 'node:fs';
import { watchSteps } from './steps.mjs';

const { KILL_UNDER, KILL_AT, KILL_TRACE, FAIL_AT, KILL_SIGNAL = 'SIGKILL' } = process.env;

if (KILL_UNDER !== undefined) {
  const steps = [];
  const stop = watchSteps(KILL_UNDER, (step) => {
    steps.push(step);
    if (steps.length === Number(FAIL_AT)) {
      return () => {
        throw Object.assign(new Error('made up'), { code: 'EIO' });
      };
    }
    if (steps.length !== Number(KILL_AT)) return;
    if (KILL_SIGNAL === 'SIGKILL') return () => process.kill(process.pid, KILL_SIGNAL);
    // The others do not end the process at once: the change goes on.
    process.kill(process.pid, KILL_SIGNAL);
  });
  if (KILL_TRACE !== undefined) {
    process.on('exit', () => {
      stop();
      writeFileSync(KILL_TRACE, JSON.stringify(steps));
    });
  }
}
