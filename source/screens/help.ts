import { findJob, tasksOf } from '../backup/picture.ts';
import { dataProgress } from '../backup/progress.ts';
import type { Remark } from '../backup/remark.ts';
import { remarkText } from '../presentation/error-text.ts';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth, fit } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { WatchState } from '../watch/state.ts';
import { type KeyEntry, keyWords } from './keys.ts';
import { defineScreen, type ListRow, type Place } from './screen.ts';
import { crumbLine, panelPicture, textFrame } from './screen-lines.ts';

/** A key as the help shows it. */
export type HelpKey = Pick<KeyEntry, 'id' | 'label'>;

/** The help of the screen below. */
export interface HelpPlace extends Place {
  readonly screen: 'help';
  readonly keys: readonly HelpKey[];
  readonly scroll: number;
}

/** @param keys those of the screen below */
export function helpPlace(keys: readonly HelpKey[]): HelpPlace {
  return { screen: 'help', keys, scroll: 0 };
}

function keyLines(keys: readonly HelpKey[], columns: number, theme: Theme): string[] {
  const labels = keys.map(({ label }) => theme.toTerminal(label));
  const cells = Math.max(...labels.map(cellWidth));
  return keys.flatMap(({ id }, index) =>
    wrap(keyWords(id, theme.words.screens).long, columns - cells - 6).map((line, at) => {
      const label = fit(at === 0 ? (labels[index] ?? '') : '', cells, {});
      return `  ${theme.style('key', label)}  ${line}`;
    }),
  );
}

/** Why the task on the screen below has no percentage, or null where it has one or needs none. */
function noPercentReason(state: WatchState, theme: Theme): string | null {
  const picture = panelPicture(state);
  if (picture === null || state.server === null || state.view.kind !== 'job') return null;
  const job = findJob(picture, state.view.key);
  const task = job === null ? undefined : tasksOf(picture, job.key)[0];
  if (task === undefined) return null;
  const data = dataProgress(task, state.server.capabilities);
  return data.state === 'unknowable' ? theme.words.screens.data.whyLong[data.why] : null;
}

/** Numbers of a right that is missing: ER_TABLEACCESS_DENIED_ERROR, ORA-01031. */
const noRight: ReadonlySet<number | null> = new Set([1142, 1031]);

/** The statement that gives the user the right whose lack a remark tells of. */
function grantFor(remark: Remark, user: string): string[] {
  if (remark.id !== 'view_unreadable' || !noRight.has(remark.number)) return [];
  return [`GRANT SELECT ON ${remark.view} TO ${user.replace(/@.*/s, '')};`];
}

/** What is peculiar about this server, and the keys of the screen below. */
export const helpScreen = defineScreen<HelpPlace, ListRow>({
  id: 'help',
  isOverlay: true,
  view: null,
  frame(place, _, model, size) {
    const { state, theme, version } = model;
    const { crumbs, help: words } = theme.words.screens;
    const { columns } = size;
    const title = (text: string) => ` ${theme.style('strong', text)}`;
    const paragraph = (text: string) => wrap(text, columns - 4).map(line => `  ${line}`);
    const reason = noPercentReason(state, theme);
    const ofAnswer = state.answer !== null && 'remarks' in state.answer ? (state.answer.remarks ?? []) : [];
    const remarks = [...(state.server?.remarks ?? []), ...ofAnswer].flatMap(remark => [
      remarkText(remark, theme.words),
      ...grantFor(remark, state.server?.user ?? ''),
    ]);
    const lines = [
      ...(reason === null ? [] : [title(words.noPercent), ...paragraph(reason), '']),
      // Who was told that there is more of them here does not scroll for it.
      ...(remarks.length === 0 ? [] : [title(words.remarks), ...remarks.flatMap(paragraph), '']),
      title(words.keys),
      ...keyLines(place.keys, columns, theme),
      '',
      title(words.mouse),
      ...paragraph(words.mouseLong),
    ];
    const crumb = (where: string) =>
      crumbLine([crumbs.help], [where, `ob-backup-top ${version}`], columns, theme);
    return textFrame(place, crumb, lines, model, size);
  },
  actions: {},
  keys: [],
  opener: { id: 'help', presses: ['?', 'f1'], label: '? F1', footer: '?' },
});
