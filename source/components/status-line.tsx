import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import { Line } from './lines.tsx';
import { type ConnectionState, type Status, statusLine } from './status-text.ts';
import { useTick } from './use-tick.ts';

/** The line above the keys, while there is something for it. */
export function StatusLine({
  status,
  connection,
  clock,
  columns,
  theme,
}: {
  readonly status: Status;
  readonly connection: ConnectionState;
  readonly clock: Clock;
  readonly columns: number;
  readonly theme: Theme;
}) {
  useTick(clock, status.kind === 'failure', 0);
  return <Line text={statusLine(status, connection, clock.now(), columns, theme)} />;
}
