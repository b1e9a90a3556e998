import type { Picture } from '../backup/picture.ts';
import { taskKeyText } from '../backup/task.ts';
import type { ProgressContext } from '../presentation/progress-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth, cut, fit } from '../text/width.ts';
import type { Store, WatchState } from '../watch/store.ts';
import type { Controller } from './controller.ts';

/** What every screen is given. The room is what lies between header and footer. */
export interface ScreenProps<Entry> {
  readonly entry: Entry;
  readonly state: WatchState;
  readonly store: Store;
  readonly ui: Controller;
  readonly columns: number;
  readonly height: number;
  readonly theme: Theme;
}

/** What progress is told from, or null before the server is known. */
export function progressContext(
  state: WatchState,
  theme: Theme,
): (ProgressContext & { readonly now: WatchState['now'] }) | null {
  if (state.server === null) return null;
  return {
    capabilities: state.server.capabilities,
    seen: { of: task => state.tracked.get(taskKeyText(task)) ?? null },
    now: state.now,
    theme,
  };
}

/** The parts that fit beside each other, the first ones being the most important. */
function fitting(parts: readonly string[], cells: number): string {
  return parts.reduce((line, part) => {
    const longer = line === '' ? part : `${line} · ${part}`;
    return part !== '' && cellWidth(longer) <= cells ? longer : line;
  }, '');
}

/** The breadcrumb: where one is on the left; on the right what is to be told of it, most important first. */
export function crumbLine(
  crumbs: readonly string[],
  right: readonly string[],
  columns: number,
  theme: Theme,
): string {
  const room = columns - 2;
  const whole = cellWidth(crumbs.join(' › '));
  const shownRight = fitting(right, Math.max(Math.floor(room / 2), room - whole - 2));
  const left = cut(crumbs.join(' › '), Math.max(0, room - cellWidth(shownRight) - 2));
  const space = fit('', room - cellWidth(left) - cellWidth(shownRight), {});
  return ` ${theme.style('strong', left)}${space}${theme.style('faint', shownRight)}`;
}

/** What could not be read for this picture, a sentence a line, below the breadcrumb. */
export function remarkLines(picture: Picture | null, columns: number, theme: Theme): string[] {
  return (picture?.remarks ?? []).map(
    sentence => `  ${theme.style('warning', cut(theme.words.screens.remark(sentence), columns - 3))}`,
  );
}
