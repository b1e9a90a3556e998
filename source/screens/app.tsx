import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Footer } from '../components/footer.tsx';
import type { Where } from '../components/header-text.ts';
import { Line, Lines } from '../components/lines.tsx';
import { PairsTable } from '../components/rows-table.tsx';
import { StaleBoundary } from '../components/stale.tsx';
import { StatusLine } from '../components/status-line.tsx';
import type { Theme } from '../presentation/theme.ts';
import type { Clock } from '../watch/clock.ts';
import type { Seconds } from '../watch/seconds.ts';
import type { Store } from '../watch/store.ts';
import { Connecting } from './connecting.tsx';
import type { Controller } from './controller-types.ts';
import { tooSmallText } from './first-frame.ts';
import { hintsFor } from './footer-hints.ts';
import { isWaiting } from './framer.ts';
import { presses } from './input.ts';
import { connectionOf, frameRows } from './plain-frame.ts';
import type { Frame } from './screen.ts';

export interface AppProps {
  readonly store: Store;
  readonly controller: Controller;
  readonly clock: Clock;
  readonly seconds: Seconds;
  readonly where: Where;
  readonly theme: Theme;
  /** Takes what a key's work threw: outside of React no boundary would see it. */
  readonly onCrash: (error: unknown) => void;
  /** Given the function that hands the terminal to another program while this one is suspended. */
  readonly onTerminal: (suspend: ReturnType<typeof useApp>['suspendTerminal']) => void;
}

/**
 * The topmost screen, what has happened, keys; and the one place where keys come in. The first line stays empty: the header is
 * put there when the frame is shown (`live-header.ts`).
 */
export function App({ store, controller, clock, seconds, where, theme, onCrash, onTerminal }: AppProps) {
  const { columns, rows } = useWindowSize();
  const { server } = useSyncExternalStore(store.subscribe, store.state);
  useSyncExternalStore(controller.subscribe, controller.state);
  useSyncExternalStore(store.subscribe, store.changes);
  const status = controller.status();
  // An alert goes after a while by itself.
  useSyncExternalStore(seconds.subscribe, () => controller.status()?.kind ?? null);
  const { suspendTerminal } = useApp();
  useEffect(() => onTerminal(suspendTerminal), [onTerminal, suspendTerminal]);
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      onCrash(error);
    }
  };
  useInput((input, key) => guarded(() => presses(input, key).forEach(controller.take)));
  usePaste(text => guarded(() => controller.paste(text)));

  const tooSmall = tooSmallText(columns, rows, theme);
  if (tooSmall !== null) {
    return (
      <Box flexDirection="column" height={rows}>
        <Line text={tooSmall} />
      </Box>
    );
  }
  const framed = controller.framed();
  const height = rows - frameRows - (status === null ? 0 : 1);
  return (
    <Box flexDirection="column" height={rows}>
      <Line text="" />
      {isWaiting(framed, server) ? (
        <Connecting where={where} columns={columns} height={height} theme={theme} />
      ) : (
        <StaleBoundary store={store} clock={clock} seconds={seconds}>
          <Body frame={framed.frame} height={height} theme={theme} />
        </StaleBoundary>
      )}
      {status === null ? null : (
        <StatusLine
          status={status}
          connection={connectionOf(store)}
          clock={clock}
          seconds={seconds}
          columns={columns}
          theme={theme}
        />
      )}
      <Footer
        hints={hintsFor(framed, controller.state(), controller.hasEffect, theme)}
        columns={columns}
        theme={theme}
      />
    </Box>
  );
}

/** What a frame holds, drawn. */
function Body({
  frame,
  height,
  theme,
}: {
  readonly frame: Frame;
  readonly height: number;
  readonly theme: Theme;
}) {
  const { lines, table } = frame;
  if (table === undefined) return <Lines lines={lines} height={height} theme={theme} />;
  return (
    <Box flexDirection="column" height={height}>
      <Lines lines={lines} height={lines.length} theme={theme} />
      <Box marginLeft={1}>
        <PairsTable {...table} theme={theme} />
      </Box>
    </Box>
  );
}
