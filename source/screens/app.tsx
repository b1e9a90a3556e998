import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Footer, type KeyHint } from '../components/footer.tsx';
import { Header, type Where } from '../components/header.tsx';
import { Line, Lines } from '../components/lines.tsx';
import { PairsTable } from '../components/rows-table.tsx';
import { StaleBoundary } from '../components/stale.tsx';
import { StatusLine } from '../components/status-line.tsx';
import { useTick } from '../components/use-tick.ts';
import type { Theme } from '../presentation/theme.ts';
import { cut } from '../text/width.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import { Connecting } from './connecting.tsx';
import type { Controller } from './controller.ts';
import type { Framed } from './framer.ts';
import { presses } from './input.ts';
import { footerKeys } from './key-table.ts';
import { keyWords } from './keys.ts';
import type { Frame } from './screen.ts';

/** The smallest terminal that the screens are laid out for. */
export const leastColumns = 60;
export const leastRows = 15;

/** Lines of the header and the keys. */
export const frameRows = 2;

export interface AppProps {
  readonly store: Store;
  readonly controller: Controller;
  readonly clock: Clock;
  readonly where: Where;
  readonly theme: Theme;
  /** Takes what a key's work threw: outside of React no boundary would see it. */
  readonly onCrash: (error: unknown) => void;
  /** Given the function that hands the terminal to whoever runs while this program sleeps. */
  readonly onTerminal: (suspend: ReturnType<typeof useApp>['suspendTerminal']) => void;
}

/** The keys of a screen, without a way back or something to open where there is none. */
function hintsOf({ screen, frame }: Framed, depth: number, canOpen: boolean, theme: Theme): KeyHint[] {
  const { filter = '' } = frame.place;
  const { screens: words } = theme.words;
  const canGoBack = depth > 1 || filter !== '';
  const isOverlay = depth > 1 && screen.view === null;
  return footerKeys(screen)
    .filter(({ id }) => (id !== 'back' || canGoBack) && (id !== 'open' || canOpen))
    .map(({ label, id }) => ({
      label,
      word: id === 'quit' && isOverlay ? words.close : keyWords(id, words).short,
    }));
}

/** The keys while a filter is typed. */
function typingHints(theme: Theme): KeyHint[] {
  const { take, clear, history } = theme.words.screens.alerts.typing;
  return [
    { label: '⏎', word: take },
    { label: 'Esc', word: clear },
    { label: '↑↓', word: history },
  ];
}

/** Header, the topmost screen, what has happened, keys; and the one place where keys come in. */
export function App({ store, controller, clock, where, theme, onCrash, onTerminal }: AppProps) {
  const { columns, rows } = useWindowSize();
  const { server, paused } = useSyncExternalStore(store.subscribe, store.state);
  const { stack, typing } = useSyncExternalStore(controller.subscribe, controller.state);
  useSyncExternalStore(store.subscribe, store.changes);
  const status = controller.status();
  // An alert goes after a while by itself.
  useTick(clock, status?.kind === 'alert', 0);
  const { suspendTerminal } = useApp();
  useEffect(() => onTerminal(suspendTerminal), [onTerminal, suspendTerminal]);
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      onCrash(error);
    }
  };
  useInput((input, key) => guarded(() => presses(input, key).forEach(controller.press)));
  usePaste(text => guarded(() => controller.paste(text)));

  if (columns < leastColumns || rows < leastRows) {
    const sentence = cut(
      theme.words.screens.tooSmall(`${columns}x${rows}`, `${leastColumns}x${leastRows}`),
      columns - 1,
    );
    return (
      <Box flexDirection="column" height={rows}>
        <Line text={theme.toTerminal(sentence)} />
      </Box>
    );
  }
  const framed = controller.framed();
  const height = rows - frameRows - (status === null ? 0 : 1);
  const { serverAhead } = store.pollStatus();
  return (
    <Box flexDirection="column" height={rows}>
      <Header store={store} clock={clock} where={where} columns={columns} theme={theme} />
      {server === null ? (
        <Connecting where={where} columns={columns} height={height} theme={theme} />
      ) : (
        <StaleBoundary store={store} clock={clock}>
          <Body frame={framed.frame} height={height} theme={theme} />
        </StaleBoundary>
      )}
      {status === null ? null : (
        <StatusLine
          status={status}
          connection={{ wasConnected: server !== null, paused, serverAhead }}
          clock={clock}
          columns={columns}
          theme={theme}
        />
      )}
      <Footer
        hints={
          typing === null ? hintsOf(framed, stack.length, controller.canOpen(), theme) : typingHints(theme)
        }
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
