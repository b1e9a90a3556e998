import { Box, useApp, useInput, usePaste, useWindowSize } from 'ink';
import { useSyncExternalStore } from 'react';
import { Footer, type KeyHint } from '../components/footer.tsx';
import { Header, type Where } from '../components/header.tsx';
import { Line } from '../components/lines.tsx';
import { StaleBoundary } from '../components/stale.tsx';
import type { Theme } from '../presentation/theme.ts';
import { cut } from '../text/width.ts';
import type { Clock } from '../watch/clock.ts';
import type { Store } from '../watch/store.ts';
import { Alerts } from './alerts.tsx';
import { Connecting } from './connecting.tsx';
import type { Controller } from './controller.ts';
import { Details } from './details.tsx';
import { Events } from './events.tsx';
import { Help } from './help.tsx';
import { presses } from './input.ts';
import { Jobs } from './jobs.tsx';
import { footerKeys } from './keys.ts';
import { LogStreams } from './log-streams.tsx';
import type { Entry } from './places.ts';
import type { ScreenProps } from './screen.ts';
import { TaskPanel } from './task.tsx';
import { Tenants } from './tenants.tsx';

/** The smallest terminal that the screens are laid out for. */
export const leastColumns = 60;
export const leastRows = 15;

export interface AppProps {
  readonly store: Store;
  readonly ui: Controller;
  readonly clock: Clock;
  readonly where: Where;
  readonly theme: Theme;
  readonly version: string;
  /** Takes what a key's work threw: outside of React no boundary would see it. */
  readonly onCrash: (error: unknown) => void;
  /** Told the function that hands the terminal to whoever runs while this program sleeps. */
  readonly onTerminal: (suspend: ReturnType<typeof useApp>['suspendTerminal']) => void;
}

/** The keys of a screen; neither a way back is told nor something to open where there is none. */
function hintsOf(entry: Entry, depth: number, canOpen: boolean, theme: Theme): KeyHint[] {
  const canGoBack = depth > 1 || ('filter' in entry && entry.filter !== '');
  return footerKeys(entry.screen)
    .filter(({ id }) => (id !== 'back' || canGoBack) && (id !== 'open' || canOpen))
    .map(({ label, id }) => ({ label, word: theme.words.screens.keys[id].short }));
}

/** Header, the topmost screen, footer; and the one place where keys come in. */
export function App({ store, ui, clock, where, theme, version, onCrash, onTerminal }: AppProps) {
  const { columns, rows } = useWindowSize();
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { stack, editing, message, notice, seenUpTo } = useSyncExternalStore(ui.subscribe, ui.state);
  const changes = useSyncExternalStore(store.subscribe, store.changes);
  const { suspendTerminal } = useApp();
  onTerminal(suspendTerminal);
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      onCrash(error);
    }
  };
  useInput((input, key) => guarded(() => presses(input, key).forEach(ui.press)));
  usePaste(text => guarded(() => ui.paste(text)));

  if (columns < leastColumns || rows < leastRows) {
    const sentence = cut(theme.words.screens.tooSmall(columns, rows), columns - 1);
    return (
      <Box flexDirection="column" height={rows}>
        <Line text={theme.toTerminal(sentence)} />
      </Box>
    );
  }
  const entry = stack[stack.length - 1];
  if (entry === undefined) return null;
  const height = rows - 2;
  const shared = { state, store, ui, columns, height, theme };
  const filter = editing && 'filter' in entry ? entry.filter : null;
  return (
    <Box flexDirection="column" height={rows}>
      <Header store={store} clock={clock} where={where} columns={columns} theme={theme} />
      {state.server === null ? (
        <Connecting where={where} columns={columns} height={height} theme={theme} />
      ) : (
        <StaleBoundary store={store} clock={clock}>
          <Screen entry={entry} version={version} {...shared} />
        </StaleBoundary>
      )}
      <Footer
        hints={hintsOf(entry, stack.length, ui.canOpen(), theme)}
        filter={filter}
        message={message}
        notice={notice}
        changes={changes}
        seenUpTo={seenUpTo}
        failure={state.failure}
        paused={state.paused}
        clock={clock}
        columns={columns}
        theme={theme}
      />
    </Box>
  );
}

/** The screen of an entry. */
function Screen({ entry, version, ...shared }: ScreenProps<Entry> & { readonly version: string }) {
  switch (entry.screen) {
    case 'tenants':
      return <Tenants entry={entry} {...shared} />;
    case 'jobs':
      return <Jobs entry={entry} {...shared} />;
    case 'task':
      return <TaskPanel entry={entry} {...shared} />;
    case 'log_streams':
      return <LogStreams entry={entry} {...shared} />;
    case 'events':
      return <Events entry={entry} {...shared} />;
    case 'details':
      return <Details entry={entry} {...shared} />;
    case 'alerts':
      return <Alerts entry={entry} {...shared} />;
    case 'help':
      return <Help entry={entry} version={version} {...shared} />;
  }
}
