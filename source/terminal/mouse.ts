// What a mouse does goes among the keys, in their order: as three characters of the private use area, which no key writes.

/** Reports of presses and the wheel (1000), with numbers of any size (SGR, 1006). The shift key leaves selecting to the terminal. */
export const mouseOn = '\x1b[?1000h\x1b[?1006h';
export const mouseOff = '\x1b[?1006l\x1b[?1000l';

/** What a mouse does that asks for something; cells count from 0, at the upper left. */
export type MouseEvent =
  | { readonly kind: 'click'; readonly x: number; readonly y: number }
  | { readonly kind: 'wheel_up' | 'wheel_down' };

const [click, wheelUp, wheelDown] = ['\uF7A0', '\uF7A1', '\uF7A2'];
/** Cells begin at this character; no terminal has more columns than there are characters up to the keys. */
const zero = 0xe000;
const mostCells = 0x1700;

const report = /^\x1b\[<(\d+);(\d+);(\d+)([Mm])$/;
const buttons = { left: 0, wheelUp: 64, wheelDown: 65 } as const;
/** Shift, Alt and Ctrl. */
const modifiers = 4 + 8 + 16;

/** A report of the mouse as it goes among the keys: '' for what asks for nothing, null for what is none. */
export function mouseKeys(sequence: string): string | null {
  const [whole, code, column, row, end] = report.exec(sequence) ?? [];
  if (whole === undefined) return null;
  const button = Number(code);
  const [x, y] = [Number(column) - 1, Number(row) - 1];
  const isPress = end === 'M';
  if (isPress && (button & ~modifiers) === buttons.wheelUp) return wheelUp + place(0, 0);
  if (isPress && (button & ~modifiers) === buttons.wheelDown) return wheelDown + place(0, 0);
  const isOnScreen = x >= 0 && y >= 0 && x < mostCells && y < mostCells;
  return isPress && button === buttons.left && isOnScreen ? click + place(x, y) : '';
}

function place(x: number, y: number): string {
  return String.fromCharCode(zero + x, zero + y);
}

/** Finds what the mouse did among keys, for `split`, which keeps it. */
export const mouseAmongKeys = /([\uF7A0-\uF7A2][\uE000-\uF6FF]{2})/;

/** What those characters stand for; null for any others. */
export function mouseEvent(keys: string): MouseEvent | null {
  const [kind, x = '', y = ''] = keys;
  if (keys.length !== 3) return null;
  if (kind === wheelUp) return { kind: 'wheel_up' };
  if (kind === wheelDown) return { kind: 'wheel_down' };
  return kind === click ? { kind: 'click', x: x.charCodeAt(0) - zero, y: y.charCodeAt(0) - zero } : null;
}
