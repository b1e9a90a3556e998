import { changeText } from '../presentation/change-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { isAlert, type LoggedChange } from '../watch/change-log.ts';
import type { Clock } from '../watch/clock.ts';
import { bell, notification } from './sequences.ts';

export interface NotifierOptions {
  readonly clock: Clock;
  readonly theme: Theme;
  /** Whether the terminal is asked for notifications; the bell rings in any case. */
  readonly notify: boolean;
  /** Writes to the terminal what draws nothing. */
  readonly signal: (sequence: string) => void;
}

/** A bell for each of many things that happen together would be one long tone. */
const bellPauseMillis = 1000;
/** At most this many notifications a picture; of the others only the number. */
const mostAtOnce = 5;

/** Calls the terminal's owner when something has happened that matters. */
export function createNotifier({
  clock,
  theme,
  notify,
  signal,
}: NotifierOptions): (changes: readonly LoggedChange[]) => void {
  let rangAt: number | null = null;
  return changes => {
    const alertKinds = changes.filter(isAlert);
    if (alertKinds.length === 0) return;
    if (rangAt === null || clock.now() - rangAt >= bellPauseMillis) {
      rangAt = clock.now();
      signal(bell);
    }
    if (!notify) return;
    const texts = alertKinds.slice(0, mostAtOnce).map(change => changeText(change, theme));
    const others = alertKinds.length - texts.length;
    if (others > 0) texts.push(theme.words.screens.changes.moreHappened(String(others)));
    for (const text of texts) signal(notification('ob-backup-top', text));
  };
}
