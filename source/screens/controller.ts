import { isSameRequest, type View } from '../backup/view.ts';
import { type StatusContent, statusOf } from '../components/status-text.ts';
import { newestSerial } from '../watch/change-log.ts';
import { alertsPlace } from './alerts.ts';
import { createClicks } from './clicks.ts';
import type { Controller, ControllerOptions, ControllerState } from './controller-types.ts';
import { copiedMessage } from './copy-text.ts';
import { typingAt } from './filter-edit.ts';
import { createFilterTyping } from './filter-typing.ts';
import { createFramer, type Framed, isWaiting } from './framer.ts';
import { helpPlace } from './help.ts';
import type { Press } from './input.ts';
import { keyOf, keysOf, openersFrom } from './key-table.ts';
import type { KeyId } from './keys.ts';
import { movements, nextInterval, whileTyping } from './movements.ts';
import { createMoving } from './moving.ts';
import { choosingOf } from './order-chooser.ts';
import { createOrdering } from './ordering.ts';
import { screenOf } from './registry.ts';
import { type Model, opening, type Place, type ScreenStep, type Size } from './screen.ts';
import { ofAnotherView, onceSent, statementPlace } from './statement.ts';
import { tenantsPlace } from './tenants.ts';

/** The view of the topmost screen that reads anything: overlays keep the one below them current. */
function viewOf(stack: readonly Place[]): View {
  const place = stack.findLast(each => screenOf(each).view !== null);
  return (place === undefined ? null : screenOf(place).view?.(place)) ?? { kind: 'tenants' };
}

/**
 * What the user has open and chosen, and what keys do to it. It names no screen but the ones that open from
 * everywhere. It stands outside React, so that keys that arrive together ('jj' and Enter) each act on what the one
 * before has done.
 */
export function createController(options: ControllerOptions): Controller {
  const { store, theme, clock, version, maxAge } = options;
  const listeners = new Set<() => void>();
  const framer = createFramer();
  const root = tenantsPlace();
  let state: ControllerState = {
    stack: [root],
    typing: null,
    choosing: null,
    message: null,
    notice: null,
    seenUpTo: 0,
  };
  let model: Model = { state: store.state(), changes: store.changes(), theme, version, maxAge };
  let [lastSerial, noticedModel]: [number, Model | null] = [0, null];

  const set = (change: Partial<ControllerState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const modelNow = (): Model => {
    const [watched, changes] = [store.state(), store.changes()];
    if (model.state !== watched || model.changes !== changes) model = { ...model, state: watched, changes };
    return model;
  };
  const ordersOf = (place: Place) => screenOf(place).orders?.(place, modelNow()) ?? null;
  const status = (): StatusContent | null => {
    const orders = state.choosing === null ? null : ordersOf(onTop());
    const choosing = orders === null ? null : choosingOf(orders, onTop().sort ?? null);
    const { failure } = store.state();
    return statusOf({ ...state, choosing, failure, changes: store.changes() }, clock.now());
  };
  /** The room of the screen: one line less while the line above the keys is needed. */
  const size = (): Size => {
    const { columns, height } = options.size();
    return { columns, height: status() === null ? height : height - 1 };
  };
  const onTop = (): Place => state.stack.at(-1) ?? root;
  /** Has more read of the chosen row, where the screen shows its story. */
  const aim = () => {
    const { screen, frame } = framed();
    const wanted = screen.view?.(frame.place) ?? null;
    if (wanted !== null) store.aim(wanted);
  };
  const top = (): Place => framer.asLastDrawn(onTop());
  const framed = (): Framed => framer.frameFor(onTop(), modelNow(), size());
  /** Changes what is open, and has the store read what is now asked for. */
  const showStack = (stack: readonly Place[], change: Partial<ControllerState> = {}) => {
    const [before, after] = [viewOf(state.stack), viewOf(stack)];
    set({ ...change, stack });
    // Before the first answer the store may have been given another view than that of the tenants.
    if (!isSameRequest(before, after) && !isSameRequest(store.state().view, after)) store.show(after);
  };
  const replaceTop = (place: Place, change: Partial<ControllerState> = {}) =>
    showStack([...state.stack.slice(0, -1), place], change);

  const moving = createMoving({
    theme,
    framed,
    lastFramed: () => framer.lastFrameOf(onTop(), modelNow(), size()),
    top,
    replaceTop,
    // While a read is under way, it may be the page asked for before.
    pastEnd: place =>
      store.pollStatus().reading ? null : (screenOf(place).pastEnd?.(place, modelNow()) ?? null),
    say: message => set({ message }),
  });

  const back = () => {
    const place = top();
    if (place.filter !== undefined && place.filter !== '') replaceTop({ ...place, filter: '' });
    else if (state.stack.length > 1) showStack(state.stack.slice(0, -1), { typing: null });
  };

  const isOverlay = () => state.stack.length > 1 && screenOf(onTop()).isOverlay === true;

  const changeInterval = (step: 'longer' | 'shorter') => {
    const next = nextInterval(store.pollStatus().intervalSeconds, step);
    if (next !== null) store.setInterval(next);
  };

  const ordering = createOrdering({
    ordersOf,
    top,
    replaceTop,
    choosing: () => state.choosing,
    choose: choosing => set({ choosing }),
  });

  /** Opens a place on top; the chosen row below stays chosen for when one comes back. */
  const open = (place: Place) => {
    const { keys, frame } = framed();
    const { list } = frame.place;
    const below =
      list === undefined
        ? top()
        : { ...frame.place, list: { ...list, selected: keys[list.index] ?? list.selected } };
    showStack([...state.stack.slice(0, -1), below, ordering.asRemembered(place)], { typing: null });
  };

  const copy = (text: string, message: string) => {
    options.copy(text);
    set({ message: copiedMessage(text, message, theme) });
  };

  const take = (step: ScreenStep, id: KeyId) => {
    if (step === null) {
      if (id === 'copy') set({ message: theme.words.screens.copied.nothing });
    } else if (step.kind === 'open') open(step.place);
    else if (step.kind === 'change') replaceTop(step.place);
    else if (step.kind === 'say') set({ message: step.message });
    else copy(step.text, step.message);
  };

  /** What keys do on every screen that has them. */
  const general: Readonly<Partial<Record<KeyId, () => void>>> = {
    alerts: () => open(alertsPlace()),
    help: () => open(helpPlace(keysOf(screenOf(top())).map(({ id, label }) => ({ id, label })))),
    back,
    sort: () => set({ choosing: top() }),
    reverse: ordering.reverse,
    filter: () => set({ typing: typingAt(top().filter ?? '') }),
    statement: () => open(statementPlace(options.statement())),
    next: () => moving.toHit(1, true),
    previous: () => moving.toHit(-1, true),
    trouble: () => moving.toHit(1, false),
    pause: store.togglePause,
    longer: () => changeInterval('longer'),
    shorter: () => changeInterval('shorter'),
    refresh: store.retry,
    quit: () => (isOverlay() ? back() : options.quit()),
    interrupt: options.interrupt,
    redraw: options.redraw,
    language: options.changeLanguage,
    suspend: options.suspend,
  };

  const act = (id: KeyId) => {
    const { screen, frame, row } = framed();
    const action = screen.actions[id];
    const opener = openersFrom(screen).get(id);
    if (action !== undefined) take(action(frame.place, row, modelNow()), id);
    else if (opener !== undefined) take(opening(opener(frame.place)), id);
    else general[id]?.();
  };

  const filtering = createFilterTyping({
    top,
    framed,
    replaceTop: (place, typing) => replaceTop(place, { typing }),
    typing: () => state.typing,
  });

  const press = (name: Press) => {
    if (filtering.takes(name) || ordering.takes(name)) return;
    const id = keyOf(name, screenOf(top()));
    if (id === null) return;
    const movement = movements[id];
    if (movement !== undefined) moving.by(movement);
    else if (state.typing === null || whileTyping.has(id)) act(id);
  };

  const hasEffect = (id: KeyId) => {
    const { screen, frame, row } = framed();
    if (isWaiting(framed(), store.state().server)) return id === 'help' || id === 'quit';
    const [action, opener] = [screen.actions[id], openersFrom(screen).get(id)];
    return (action === undefined ? opener?.(frame.place) : action(frame.place, row, modelNow())) !== null;
  };

  const clicks = createClicks({
    size: options.size,
    theme,
    state: () => state,
    framed,
    hasEffect,
    press,
    finishEntry: () => {
      if (!filtering.takes('enter')) ordering.takes('enter');
    },
    orderByColumn: ordering.orderByColumn,
    openChosen: () => act('open'),
    chooseRow: moving.toRow,
  });

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    state: () => state,
    status,
    framed,
    take(input) {
      store.touch();
      const target = typeof input !== 'string' && input.kind === 'click' ? clicks.at(input.x, input.y) : null;
      const seenUpTo = newestSerial(store.changes());
      // What an alert or a message has hidden was not seen yet.
      const hidden = state.message !== null || state.seenUpTo !== seenUpTo;
      if (hidden) set({ message: null, seenUpTo });
      else if (state.notice !== null) set({ notice: null });
      if (typeof input === 'string') press(input);
      else if (input.kind === 'click') clicks.on(target);
      else moving.by(input.kind);
      aim();
    },
    paste: filtering.paste,
    hasEffect,
    open(places) {
      const below = state.stack.findLastIndex(place => screenOf(place).isOverlay !== true) + 1;
      const overlays = state.stack.slice(below).map(ofAnotherView);
      showStack([...state.stack.slice(0, below), ...places, ...overlays], { typing: null });
    },
    showMessage: message => set({ message }),
    showNotice: notice => set({ notice }),
    reworded() {
      model = { ...model };
      const stack = state.stack.map(place =>
        place.widths === undefined ? place : { ...place, widths: new Map() },
      );
      set({ stack, message: null, notice: null });
    },
    redrawn() {
      model = { ...model };
      set({});
    },
    noticed() {
      // What happens now is newer than what was last shown.
      const newest = newestSerial(store.changes());
      const message = newest === lastSerial ? state.message : null;
      lastSerial = newest;
      const place = onceSent(onTop(), options.statement);
      // A read that has begun, or has brought nothing new, is no reason to draw.
      const isSame = place === onTop() && message === state.message && modelNow() === noticedModel;
      noticedModel = modelNow();
      if (!isSame) set({ message, stack: [...state.stack.slice(0, -1), place] });
      aim();
    },
  };
}
