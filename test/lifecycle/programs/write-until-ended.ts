// Writes lines until it is ended, as a long report would. Run by a test.
import { runCleanups } from '../../../source/lifecycle/cleanups.ts';
import { watchSignals } from '../../../source/lifecycle/signals.ts';

watchSignals(process, (code, reason) => {
  void runCleanups().then(() => {
    if (reason !== null) console.error(JSON.stringify(reason));
    process.exit(code);
  });
});

if (process.argv[2] === 'throw') setImmediate(() => Promise.reject(new Error('a fault for the test')));
setInterval(() => process.stdout.write('a line\n'), 1);
