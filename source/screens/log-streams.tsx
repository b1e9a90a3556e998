import type { LogStreamsPicture } from '../backup/log-stream.ts';
import { Lines } from '../components/lines.tsx';
import { logStreamColumns, logStreamRows } from '../presentation/lists/log-stream-list.ts';
import { count } from '../text/number.ts';
import { wrap } from '../text/wrap.ts';
import { listLines, whereText } from './list-body.ts';
import type { LogStreamsEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** The log streams that a job's task works on, those that need a look first. Only the sys tenant can see them. */
export function LogStreams({ entry, state, ui, columns, height, theme }: ScreenProps<LogStreamsEntry>) {
  const { crumbs, lists, logStreams: words } = theme.words.screens;
  const path = [crumbs.tenants, entry.name, crumbs.job(entry.key.jobId.toString()), crumbs.logStreams];
  const picture = state.answer as LogStreamsPicture | null;
  if (picture === null || picture.unavailable !== null) {
    const sentence = picture?.unavailable ?? lists.reading;
    const lines = wrap(sentence, columns - 3).map(line => `  ${line}`);
    return <Lines lines={[crumbLine(path, [], columns, theme), ...lines]} height={height} theme={theme} />;
  }
  const rows = logStreamRows(picture, state.tenants);
  const tenants = new Set(rows.map(row => row.of.tenantId));
  const body = listLines({
    rows,
    specs: logStreamColumns(theme, tenants.size > 1),
    list: entry.list,
    pinned: entry.pinned,
    empty: words.nothing,
    columns,
    height: height - 1,
    theme,
  });
  ui.measure({ height: height - 2, count: rows.length });
  const finished = rows.filter(({ of }) => of.status === 'FINISH').length;
  const right = [
    words.counted(count(BigInt(finished)), count(BigInt(rows.length))),
    whereText(body, rows.length, theme),
  ];
  return (
    <Lines lines={[crumbLine(path, right, columns, theme), ...body.lines]} height={height} theme={theme} />
  );
}
