import { findJob, tasksOf } from '../backup/picture.ts';
import { dataProgress } from '../backup/progress.ts';
import { Lines } from '../components/lines.tsx';
import type { Theme } from '../presentation/theme.ts';
import { cellWidth, fit } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { WatchState } from '../watch/store.ts';
import { keyTable, type ScreenId } from './keys.ts';
import { whereText } from './list-body.ts';
import type { HelpEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** The keys of a screen, one a line. */
function keyLines(screen: ScreenId, columns: number, theme: Theme): string[] {
  const entries = keyTable.filter(({ screens }) => screens.includes(screen));
  const labels = entries.map(({ label }) => theme.toTerminal(label));
  const cells = Math.max(...labels.map(cellWidth));
  return entries.flatMap(({ id }, index) =>
    wrap(theme.words.screens.keys[id].long, columns - cells - 6).map((line, at) => {
      const label = fit(at === 0 ? (labels[index] ?? '') : '', cells, {});
      return `  ${theme.style('key', label)}  ${line}`;
    }),
  );
}

/** Why the task on the screen below has no percentage, or null where it has one or needs none. */
function noPercentReason(state: WatchState, theme: Theme): string | null {
  const picture = state.location?.picture ?? null;
  if (picture === null || state.server === null || state.view.kind !== 'job') return null;
  const job = findJob(picture, state.view.key);
  const task = job === null ? undefined : tasksOf(picture, job.key)[0];
  if (task === undefined) return null;
  const data = dataProgress(task, state.server.capabilities);
  return data.state === 'unknowable' ? theme.words.screens.data.whyLong[data.why] : null;
}

/** The keys of the screen below, what its marks mean there, and what is peculiar about this server. */
export function Help({
  entry,
  version,
  state,
  ui,
  columns,
  height,
  theme,
}: ScreenProps<HelpEntry> & { readonly version: string }) {
  const { crumbs, help } = theme.words.screens;
  const title = (text: string) => ` ${theme.style('strong', text)}`;
  const paragraph = (text: string) => wrap(text, columns - 4).map(line => `  ${line}`);
  const reason = noPercentReason(state, theme);
  const remarks = state.server?.remarks ?? [];
  const lines = [
    ...(reason === null ? [] : [title(help.noPercent), ...paragraph(reason), '']),
    title(help.keys),
    ...keyLines(entry.of, columns, theme),
    ...(remarks.length === 0 ? [] : ['', title(help.remarks), ...remarks.flatMap(paragraph)]),
  ];
  const room = height - 1;
  ui.measure({ height: room, count: lines.length });
  const scroll = Math.min(entry.scroll, Math.max(0, lines.length - room));
  const where = whereText({ top: scroll, shown: Math.min(room, lines.length - scroll) }, lines.length, theme);
  const crumb = crumbLine([crumbs.help], [where, `ob-backup-top ${version}`], columns, theme);
  return <Lines lines={[crumb, ...lines.slice(scroll)]} height={height} theme={theme} />;
}
