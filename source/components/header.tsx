import { useSyncExternalStore } from 'react';
import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import { headerLine, type Where } from './header-text.ts';
import { Line } from './lines.tsx';
import { useTick } from './use-tick.ts';

/** The first line of every screen. Only this line is redrawn each second. */
export function Header({
  store,
  clock,
  where,
  columns,
  theme,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly where: Where;
  readonly columns: number;
  readonly theme: Theme;
}) {
  const pollStatus = useSyncExternalStore(store.subscribe, store.pollStatus);
  const { server } = store.state();
  const phase = pollStatus.serverAhead === null ? 0 : -Number((pollStatus.serverAhead / 1000n) % 1000n);
  useTick(clock, pollStatus.serverAhead !== null, phase);
  return <Line text={headerLine(pollStatus, server, where, clock.now(), columns, theme)} />;
}
