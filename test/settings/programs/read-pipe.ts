// Reads a file of settings as the program does, with its listeners to signals. Run by a test.
import { watchSignals } from '../../../source/lifecycle/signals.ts';
import { filesOnDisk } from '../../../source/settings/files/small-file.ts';

watchSignals(process, () => undefined);
const file = filesOnDisk.read(process.argv[2] ?? '', false);
// Read to its end, it is at the mercy of the listeners again.
console.log('text' in file ? file.text.trim() : file.code, process.listenerCount('SIGTERM'));
