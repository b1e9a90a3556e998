import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import type { Seconds } from '../watch/seconds.ts';
import { Line } from './lines.tsx';
import { type ConnectionState, type StatusContent, statusLine } from './status-text.ts';
import { useTick } from './use-tick.ts';

/** The line above the keys, while there is something for it. */
export function StatusLine({
  status,
  connection,
  clock,
  seconds,
  columns,
  theme,
}: {
  readonly status: StatusContent;
  readonly connection: ConnectionState;
  readonly clock: Clock;
  readonly seconds: Seconds;
  readonly columns: number;
  readonly theme: Theme;
}) {
  useTick(seconds, status.kind === 'failure');
  return <Line text={statusLine(status, connection, clock.now(), columns, theme)} />;
}
