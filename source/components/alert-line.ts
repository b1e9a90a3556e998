import { changeRoles, changeText } from '../presentation/change-text.ts';
import type { Look } from '../presentation/theme.ts';
import { cellWidth, cut } from '../text/width.ts';
import { matters, type ToldChange } from '../watch/change-log.ts';

/** Milliseconds for which a change stays in the footer where no key is pressed. */
export const shownMillis = 60_000;

/** The change to show, and how many more there are beside it. */
export interface Alert {
  readonly change: ToldChange;
  readonly more: number;
}

/**
 * The newest change that was not seen yet, before all one that matters: a start must not hide a failure.
 * @param changes newest first
 * @param seenUpTo serial number of the newest one there was when a key was last pressed
 * @param now the machine's milliseconds since 1970
 */
export function alertOf(changes: readonly ToldChange[], seenUpTo: number, now: number): Alert | null {
  const unseen = changes.filter(
    ({ serial, noticedAt }) => serial > seenUpTo && now - noticedAt < shownMillis,
  );
  const change = unseen.find(matters) ?? unseen[0];
  return change === undefined ? null : { change, more: unseen.length - 1 };
}

/** The alert in one line; where it is too long the sentence is cut, not how many more there are. */
export function alertLine({ change, more }: Alert, cells: number, look: Look): string {
  const tail = more === 0 ? '' : ` · ${look.say.screens.changes.more(String(more))}`;
  const text = cut(changeText(change, look), Math.max(10, cells - cellWidth(tail)));
  return look.paint(changeRoles[change.kind], text) + look.paint('faint', tail);
}
