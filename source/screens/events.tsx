import type { EventsPicture } from '../backup/event.ts';
import { Lines } from '../components/lines.tsx';
import { eventColumns, eventRows } from '../presentation/lists/event-list.ts';
import { count } from '../text/number.ts';
import { wrap } from '../text/wrap.ts';
import { listLines, whereText } from './list-body.ts';
import type { EventsEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** What the root service did for backups, newest first: of one tenant, or of all. */
export function Events({ entry, state, ui, columns, height, theme }: ScreenProps<EventsEntry>) {
  const { crumbs, lists, events: words } = theme.words.screens;
  const path = [crumbs.tenants, entry.name, crumbs.events];
  const picture = state.answer as EventsPicture | null;
  if (picture === null || picture.unavailable !== null) {
    const sentence = picture?.unavailable ?? lists.reading;
    const lines = wrap(sentence, columns - 3).map(line => `  ${line}`);
    return <Lines lines={[crumbLine(path, [], columns, theme), ...lines]} height={height} theme={theme} />;
  }
  const rows = eventRows(picture, state.tenants);
  const body = listLines({
    rows,
    specs: eventColumns(theme, state.now, entry.scope.kind === 'all'),
    list: entry.list,
    pinned: entry.pinned,
    empty: words.nothing,
    columns,
    height: height - 1,
    theme,
  });
  ui.measure({ height: height - 2, count: rows.length });
  const right = [words.counted(count(BigInt(rows.length))), whereText(body, rows.length, theme)];
  return (
    <Lines lines={[crumbLine(path, right, columns, theme), ...body.lines]} height={height} theme={theme} />
  );
}
