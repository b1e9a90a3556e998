import type { KeyHint } from '../components/footer-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { Controller, ControllerState } from './controller-types.ts';
import type { Framed } from './framer.ts';
import { footerKeys } from './key-table.ts';
import { type KeyId, keyWords } from './keys.ts';

/** Whether there is another row to choose, or more text than is seen. */
function canMove({ frame: { place, extent }, rows }: Framed): boolean {
  return place.list !== undefined && rows.length > 0 ? rows.length > 1 : extent.count > extent.height;
}

/** The keys of a screen that do something there now: no way back, and nothing to open, to copy or to move to, where there is none. */
function hintsOf(framed: Framed, depth: number, hasEffect: Controller['hasEffect'], theme: Theme): KeyHint[] {
  const { screen, frame, rows } = framed;
  const { filter = '' } = frame.place;
  const { screens: words } = theme.words;
  const isOverlay = depth > 1 && screen.isOverlay === true;
  const works: Partial<Record<KeyId, boolean>> = {
    up: canMove(framed),
    back: depth > 1 || filter !== '',
    trouble: rows.length > 0,
  };
  return footerKeys(screen)
    .filter(({ id }) => works[id] ?? hasEffect(id))
    .map(({ label, press, id }) => ({
      label,
      ...(id === 'up' ? {} : { press }),
      word: id === 'quit' && isOverlay ? words.close : keyWords(id, words).short,
    }));
}

/** The keys while a filter is typed. */
function typingHints(theme: Theme): KeyHint[] {
  const { take, clear, history } = theme.words.screens.alerts.typing;
  return [
    { label: '⏎', word: take, press: 'enter' },
    { label: 'Esc', word: clear, press: 'escape' },
    { label: '↑↓', word: history },
  ];
}

/** The keys while an order is chosen. */
function choosingHints(theme: Theme): KeyHint[] {
  const { order, keys } = theme.words.screens;
  return [
    { label: '←→', word: order.choose },
    { label: 'S', word: keys.reverse.short, press: 'S' },
    { label: '⏎', word: order.take, press: 'enter' },
    { label: 'Esc', word: order.asBefore, press: 'escape' },
  ];
}

/** The keys that stand in the last line now. */
export function hintsFor(
  framed: Framed,
  { stack, typing, choosing }: Pick<ControllerState, 'stack' | 'typing' | 'choosing'>,
  hasEffect: Controller['hasEffect'],
  theme: Theme,
): KeyHint[] {
  if (typing !== null) return typingHints(theme);
  if (choosing !== null) return choosingHints(theme);
  return hintsOf(framed, stack.length, hasEffect, theme);
}
