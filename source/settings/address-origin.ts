import { sanitise } from '../text/sanitise.ts';
import type { Words } from '../text/words.ts';
import type { Chosen } from './chosen.ts';
import type { FlagName } from './flags.ts';

/** What decides which server is connected to, and as whom. */
const decisive: readonly FlagName[] = ['host', 'port', 'socket', 'user'];

/**
 * Which parts of the address come from files, for the message of a failed connection: a port of /etc/my.cnf goes with the host of
 * the command line, as in mysql. Null where files say nothing of it.
 */
export function addressOrigin(chosen: Chosen, words: Words['config']): string | null {
  const parts = decisive.flatMap(name => {
    const origin = chosen.fromFile(name)?.origin;
    return origin === undefined ? [] : [words.part(name, words.place(sanitise(origin.path), origin.line))];
  });
  return parts.length === 0 ? null : words.fromFiles(parts);
}
