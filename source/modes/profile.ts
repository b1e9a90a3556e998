import { onEnd } from '../lifecycle/cleanups.ts';
import { marksOf } from '../settings/marks.ts';
import type { OfferedProfile } from '../settings/profile-choice.ts';
import { askForProfile } from '../settings/profile-menu.ts';
import { openTerminal } from '../settings/prompt.ts';
import { UsageError } from '../settings/usage-error.ts';
import type { Words } from '../text/words.ts';
import { InterruptedError } from './exit-status.ts';

/**
 * Lets the user choose a profile, before anything else is on the screen.
 * @throws InterruptedError where the user leaves the menu
 * @throws UsageError where there is no terminal to ask on
 */
export async function askProfile(profiles: readonly OfferedProfile[], words: Words): Promise<string> {
  const terminal = openTerminal();
  if (terminal === null) {
    throw new UsageError({
      id: 'no_terminal_for_profile',
      known: profiles.map(({ name }) => name).join(', '),
    });
  }
  const isAscii = marksOf(process.env) === 'ascii';
  const name = await askForProfile(profiles, terminal, onEnd, { isAscii, words: words.profileMenu });
  if (name === null) throw new InterruptedError();
  return name;
}
