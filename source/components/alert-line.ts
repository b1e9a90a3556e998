import { changeMarks, changeRoles, changeTexts } from '../presentation/change-text.ts';
import { longestFitting } from '../presentation/refusal-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth } from '../text/width.ts';
import { isAlert, type LoggedChange } from '../watch/change-log.ts';

/** Milliseconds for which a change stays in the footer where no key is pressed. */
export const shownMillis = 60_000;

/** The change to show, and how many more there are. */
export interface Alert {
  readonly change: LoggedChange;
  readonly more: number;
}

/**
 * The newest change that was not seen yet, before all one that matters: a start must not hide a failure.
 * @param changes newest first
 * @param seenUpTo serial number of the newest one there was when a key was last pressed
 * @param now the machine's milliseconds since 1970
 */
export function alertOf(changes: readonly LoggedChange[], seenUpTo: number, now: number): Alert | null {
  const unseen = changes.filter(
    ({ serial, noticedAt }) => serial > seenUpTo && now - noticedAt < shownMillis,
  );
  const change = unseen.find(isAlert) ?? unseen[0];
  return change === undefined ? null : { change, more: unseen.length - 1 };
}

/** The alert in one line; where it is too long the sentence is cut, not how many more there are. */
export function alertLine({ change, more }: Alert, cells: number, theme: Theme): string {
  const tail = more === 0 ? '' : ` · ${theme.words.screens.changes.more(String(more))}`;
  const room = Math.max(10, cells - cellWidth(tail));
  const sentences = changeTexts(change, theme).map(text => `${changeMarks[change.kind]} ${text}`);
  const text = longestFitting(sentences, room);
  return theme.style(changeRoles[change.kind], text) + theme.style('faint', tail);
}
