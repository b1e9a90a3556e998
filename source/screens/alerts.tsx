import { Lines } from '../components/lines.tsx';
import { alertColumns, alertRows } from '../presentation/lists/alert-list.ts';
import { count } from '../text/number.ts';
import { listLines, whereText } from './list-body.ts';
import type { AlertsEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** What has happened since the start, newest first, whichever screen saw it. */
export function Alerts({ entry, state, store, ui, columns, height, theme }: ScreenProps<AlertsEntry>) {
  const { crumbs, changes } = theme.words.screens;
  const rows = alertRows(store.changes());
  const body = listLines({
    rows,
    specs: alertColumns(theme, state.now),
    list: entry.list,
    pinned: entry.pinned,
    empty: changes.none,
    columns,
    height: height - 1,
    theme,
  });
  ui.measure({ height: height - 2, count: rows.length });
  const right = [changes.counted(count(BigInt(rows.length))), whereText(body, rows.length, theme)];
  const crumb = crumbLine([crumbs.alerts], right, columns, theme);
  return <Lines lines={[crumb, ...body.lines]} height={height} theme={theme} />;
}
