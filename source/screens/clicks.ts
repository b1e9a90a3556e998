import type { Theme } from '../presentation/theme.ts';
import type { Controller, ControllerOptions, ControllerState } from './controller-types.ts';
import { tooSmallText } from './first-frame.ts';
import { hintsFor } from './footer-hints.ts';
import type { Framed } from './framer.ts';
import type { Press } from './input.ts';
import { frameRows } from './plain-frame.ts';
import { pointedAt, type Target } from './pointing.ts';

/** What clicks act on. */
export interface ClicksOptions {
  readonly size: ControllerOptions['size'];
  readonly theme: Theme;
  readonly state: () => ControllerState;
  readonly framed: () => Framed;
  readonly hasEffect: Controller['hasEffect'];
  readonly press: (name: Press) => void;
  /** Takes what is being typed or chosen, as Enter does. */
  readonly finishEntry: () => void;
  readonly orderByColumn: (id: string) => void;
  readonly openChosen: () => void;
  readonly chooseRow: (index: number) => void;
}

export interface Clicks {
  /** What stands at a cell of the screen; null also where it has no room for any. */
  at(x: number, y: number): Target;
  /** Does what a click there asks for. */
  on(target: Target): void;
}

/** What clicks of the mouse do: keys of the footer, titles of columns, rows; a click on the chosen row opens it. */
export function createClicks(options: ClicksOptions): Clicks {
  const { size, theme, state, framed, hasEffect } = options;
  return {
    at(x, y) {
      const { columns, height } = size();
      if (tooSmallText(columns, height + frameRows, theme) !== null) return null;
      const hints = hintsFor(framed(), state(), hasEffect, theme);
      return pointedAt({ frame: framed().frame, hints, columns, height }, x, y, theme);
    },
    on(target) {
      if (target?.kind === 'key') options.press(target.press);
      if (target === null || target.kind === 'key') return;
      options.finishEntry();
      if (target.kind === 'title') options.orderByColumn(target.id);
      else if (framed().frame.place.list?.index === target.index) options.openChosen();
      else options.chooseRow(target.index);
    },
  };
}
