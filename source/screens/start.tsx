import type { Instance, SuspendTerminal } from 'ink';
import { makeTheme } from '../presentation/theme.ts';
import { ambiguousWidthOf, widthQuery } from '../terminal/ambiguous-width.ts';
import { backgroundOf, backgroundQuery } from '../terminal/background.ts';
import { createInkOutput } from '../terminal/ink-output.ts';
import { createNotifier } from '../terminal/notifier.ts';
import { toClipboard } from '../terminal/sequences.ts';
import { countAmbiguousAs } from '../text/code-point-width.ts';
import { inZone } from '../text/time.ts';
import { otherLanguage } from '../text/words.ts';
import type { PollStatus } from '../watch/state.ts';
import { createStore } from '../watch/store.ts';
import { createController } from './controller.ts';
import { firstPlaces, firstViewOn, tenantsFor } from './first-places.ts';
import { createLiveHeader } from './live-header.ts';
import type { Mount } from './mount.tsx';
import { frameRows, plainFrame } from './plain-frame.ts';
import type { Ending, ScreenOptions, Screens } from './screen-options.ts';

const usualMaxAge = 26 * 3600;

/**
 * Shows the screens on a terminal until the user quits, the first connection fails, or a fault of ours. The
 * first frame is drawn before the source is asked for anything.
 */
export function startScreens(options: ScreenOptions): Screens {
  const { source, stdin, screen, clock, where } = options;
  const stdout = createInkOutput(options.stdout, screen, () => header.line());
  const theme = makeTheme({
    ascii: options.ascii,
    colour: options.colour,
    background: options.background ?? 'dark',
    words: options.words,
    zone: inZone(options.timeZone),
  });
  let instance: Instance | null = null;
  let ending: Ending | null = null;
  let suspendTerminal: SuspendTerminal | null = null;
  let asleep = false;
  let isShown = false;
  const finished = Promise.withResolvers<void>();

  const end = (how: Ending) => {
    ending ??= how;
    store.stop();
    endHeader();
    void screen.rest().then(() => (instance === null ? finished.resolve() : instance.unmount()));
  };
  const crash = (error: unknown) =>
    end({ kind: 'crashed', error: error instanceof Error ? error : new Error(String(error)) });

  const signal = (sequence: string) => {
    if (isShown && ending === null && !asleep) screen.signal(sequence);
  };
  const announce = createNotifier({ clock, theme, notify: options.notify, signal });

  const store = createStore({
    source,
    clock,
    intervalSeconds: options.intervalSeconds,
    random: options.random,
    firstView: { kind: 'tenants' },
    ...(options.lateLimits === undefined ? {} : { lateLimits: options.lateLimits }),
    firstViewOn: server => {
      options.onConnected?.();
      return firstViewOn(server, options);
    },
    onFatal: error => end({ kind: 'fatal', error }),
    onChanges: changes => {
      announce(changes);
      for (const change of changes) options.onChange?.(change);
    },
  });

  /** Gives the terminal back once `before` is over, and takes it again when `meanwhile` is. */
  const withoutTerminal = (before: () => unknown, meanwhile: () => unknown) => {
    const run = async () => {
      if (suspendTerminal === null || asleep || ending !== null) return;
      asleep = true;
      try {
        await before();
        await suspendTerminal(async () => {
          // The shell's prompt must not come before all is given back.
          await screen.rest();
          await meanwhile();
        });
      } finally {
        asleep = false;
      }
      if (ending === null) store.refresh();
    };
    void run().catch(crash);
  };
  const suspend = () => withoutTerminal(() => screen.rest(), options.suspend);

  const controller = createController({
    store,
    theme,
    clock,
    version: options.version,
    maxAge: options.maxAgeSeconds ?? usualMaxAge,
    size: () => ({ columns: stdout.columns, height: stdout.rows - frameRows }),
    quit: () => end({ kind: 'quit' }),
    interrupt: () => end({ kind: 'interrupted' }),
    redraw: () => screen.redraw(),
    statement: () => source.statement?.(store.state().view) ?? null,
    copy: text => signal(toClipboard(text)),
    changeLanguage: () => void changeLanguage().catch(crash),
    suspend,
  });
  const changeLanguage = async () => {
    theme.setWords(await options.loadWords(otherLanguage(theme.words.language)));
    if (ending === null) controller.reworded();
  };
  const guarded = (work: () => void) => {
    try {
      work();
    } catch (error) {
      crash(error);
    }
  };
  const noticed = () => guarded(controller.noticed);
  store.subscribe(noticed);
  stdout.on('resize', noticed);

  const header = createLiveHeader({ store, clock, where, theme, size: () => stdout });
  const endHeader = header.watch(() => guarded(stdout.redrawFirstLine));

  const unsubscribe = store.subscribe(() => {
    const { server } = store.state();
    const found = tenantsFor(store.state());
    if (server === null || found === null) return;
    if (found === 'unknown') {
      queueMicrotask(() => store.show({ kind: 'tenants' }));
      return;
    }
    unsubscribe();
    const { tenant, job } = options;
    const first = firstPlaces({ tenant, job, tenants: found, server, words: theme.words });
    // The store is in the middle of telling its listeners, and opening a screen asks it for another view.
    queueMicrotask(() => {
      if (first.places.length > 0) controller.open(first.places);
      if (first.message !== null) controller.showMessage(first.message);
    });
  });
  const unsubscribeCertificate = store.subscribe(() => {
    if (store.state().server?.certificateChanged !== true) return;
    unsubscribeCertificate();
    controller.showNotice(theme.words.screens.certificateChanged);
  });

  const drawPlain = () => {
    const lines = plainFrame({ store, controller, clock, where, theme }, stdout.columns, stdout.rows);
    if (lines === null) loadInk();
    else screen.show(lines);
  };
  const draw = () => {
    if (instance !== null || ending !== null) return;
    guarded(drawPlain);
  };

  const mount = (ink: Mount) => {
    if (ending !== null) return;
    const mounted = ink({
      stdin,
      stdout,
      store,
      controller,
      clock,
      seconds: header.seconds,
      where,
      theme,
      onCrash: crash,
      onTerminal: suspend => {
        suspendTerminal = suspend;
      },
    });
    instance = mounted;
    mounted
      .waitUntilExit()
      .catch(crash)
      .finally(() => finished.resolve());
    // An ending during the first render found no instance to unmount.
    if (ending !== null) mounted.unmount();
  };

  let isLoading = false;
  const loadInk = () => {
    if (isLoading || typeof options.ink === 'function') return;
    isLoading = true;
    options.ink.load().then(mount).catch(crash);
  };

  // The terminal would echo a key typed until Ink switches raw mode, and shift the frame.
  stdin.setRawMode(true);
  screen.enter();
  screen.listen(options.asksWidth ? widthQuery : '');
  isShown = true;
  if (typeof options.ink === 'function') mount(options.ink);
  else {
    const giveUp = options.ink.whenIdle(loadInk);
    store.subscribe(draw);
    controller.subscribe(draw);
    stdout.on('resize', draw);
    draw();
    void finished.promise.then(giveUp);
  }
  const unsubscribeFirst = store.subscribe(() => {
    if (store.state().answer === null) return;
    unsubscribeFirst();
    // What the answer opens is opened, and drawn, in microtasks.
    setImmediate(() => {
      loadInk();
      options.onFirstAnswer?.();
    });
  });
  const ended = finished.promise.then(async () => {
    // Where the first render failed, Ink has not switched it and does not switch it back.
    stdin.setRawMode(false);
    screen.leave();
    stdout.destroy();
    await screen.rest();
    return ending ?? ({ kind: 'quit' } as const);
  });
  if (options.background === null) askBackground();
  if (options.asksWidth) takeWidth();
  store.start();

  /** Asks the terminal once, and draws for a light background if that is its answer. */
  function askBackground(): void {
    stdin.on('answer', (text: string) => {
      if (backgroundOf(text) !== 'light' || ending !== null) return;
      theme.setBackground('light');
      controller.redrawn();
    });
    signal(backgroundQuery);
  }

  /** The terminal was asked when the screens took it; of what it sends later, a cursor report may be a key. */
  function takeWidth(): void {
    const take = (text: string) => {
      const width = ambiguousWidthOf(text);
      if (width === null) return;
      stdin.off('answer', take);
      if (width === 1 || ending !== null) return;
      countAmbiguousAs(2);
      theme.setAscii();
      // Lines with marks that were drawn twice as wide stand elsewhere than they were sent to.
      screen.forget();
      controller.redrawn();
    };
    stdin.on('answer', take);
  }

  // Not by a race with `ended`, which would keep a piece of every race until the end.
  const atEnd = new Set<() => void>();
  void ended.finally(() => {
    for (const resolve of atEnd) resolve();
  });
  const readEnded = () =>
    new Promise<void>(resolve => {
      atEnd.add(resolve);
      const unsubscribeRead = store.subscribe(() => {
        if (store.pollStatus().reading) return;
        unsubscribeRead();
        atEnd.delete(resolve);
        resolve();
      });
    });
  const idle = async () => {
    let drawn: PollStatus;
    do {
      if (store.pollStatus().reading && ending === null) await readEnded();
      drawn = store.pollStatus();
      await instance?.waitUntilRenderFlush();
      await screen.settled();
    } while (ending === null && store.pollStatus() !== drawn);
  };
  return {
    ended,
    stop: () => end({ kind: 'quit' }),
    suspend,
    goOn: () =>
      withoutTerminal(
        () => undefined,
        () => undefined,
      ),
    showNotice: controller.showNotice,
    idle,
  };
}
