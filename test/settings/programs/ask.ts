// Asks for a password as the program does and says how long it was. Run in a terminal by a test.
import { onEnd, runCleanups } from '../../../source/lifecycle/cleanups.ts';
import { watchSignals } from '../../../source/lifecycle/signals.ts';
import { readPassword, realEffects } from '../../../source/settings/password.ts';

watchSignals(process, (code, reason) => {
  void runCleanups().then(() => {
    if (reason !== null) console.error(reason);
    process.exit(code);
  });
});

const read = await readPassword({ from: 'prompt' }, realEffects('Enter password: ', onEnd));
if ('password' in read) console.log(`length ${read.password.length}`);
else if ('problem' in read) console.log(read.problem.id);
else process.exit(130);
