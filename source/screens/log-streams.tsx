import { Lines } from '../components/lines.tsx';
import { logStreamColumns, logStreamRows } from '../presentation/lists/log-stream-list.ts';
import { count } from '../text/number.ts';
import { wrap } from '../text/wrap.ts';
import { listLines, whereText } from './list-body.ts';
import type { LogStreamsEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** The log streams that a job's task works on, those that need a look first. Only the sys tenant can see them. */
export function LogStreams({ entry, state, ui, columns, height, look }: ScreenProps<LogStreamsEntry>) {
  const { crumbs, lists, logStreams: say } = look.say.screens;
  const path = [crumbs.tenants, entry.name, crumbs.job(entry.key.jobId.toString()), crumbs.logStreams];
  const picture = state.logStreams;
  if (picture === null || picture.unavailable !== null) {
    const sentence = picture?.unavailable ?? lists.reading;
    const lines = wrap(sentence, columns - 3).map(line => `  ${line}`);
    return <Lines lines={[crumbLine(path, [], columns, look), ...lines]} height={height} look={look} />;
  }
  const rows = logStreamRows(picture, state.tenants);
  const tenants = new Set(rows.map(row => row.of.tenantId));
  const body = listLines({
    rows,
    specs: logStreamColumns(look, tenants.size > 1),
    list: entry.list,
    pinned: entry.pinned,
    empty: say.nothing,
    columns,
    height: height - 1,
    look,
  });
  ui.measure({ height: height - 2, count: rows.length });
  const finished = rows.filter(({ of }) => of.status === 'FINISH').length;
  const right = [
    say.counted(count(BigInt(finished)), count(BigInt(rows.length))),
    whereText(body, rows.length, look),
  ];
  return <Lines lines={[crumbLine(path, right, columns, look), ...body.lines]} height={height} look={look} />;
}
