/** A bar in exactly `cells` cells. */
export interface BarOptions {
  readonly cells: number;
  readonly ascii: boolean;
}

/** A bar in its two parts, for those who colour them apart. */
export interface BarParts {
  readonly done: string;
  readonly left: string;
}

function framed(inside: string): string {
  return `[${inside}]`;
}

/**
 * How much of a task is done, in half cells. The bar is full only at 10000 hundredths of a percent: whatever is below
 * keeps at least half of its last cell empty.
 */
export function barParts(hundredths: number, { cells, ascii }: BarOptions): BarParts {
  const room = Math.max(0, ascii ? cells - 2 : cells);
  const done = Math.min(10_000, Math.max(0, Math.floor(hundredths)));
  if (ascii) {
    const full = Math.floor((done * room) / 10_000);
    return { done: `[${'#'.repeat(full)}`, left: `${'-'.repeat(room - full)}]` };
  }
  const halves = Math.floor((done * room * 2) / 10_000);
  const filled = '━'.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? '╸' : '');
  return { done: filled, left: '─'.repeat(room - filled.length) };
}

/** The same in one piece. */
export function bar(hundredths: number, options: BarOptions): string {
  const { done, left } = barParts(hundredths, options);
  return done + left;
}

/** For work whose progress cannot be known. It does not move: that would cost bytes and mean nothing. */
export function unknownBar({ cells, ascii }: BarOptions): string {
  const room = Math.max(0, ascii ? cells - 2 : cells);
  const pattern = ascii ? '. ' : '▒ ';
  const inside = pattern.repeat(Math.ceil(room / 2)).slice(0, room);
  return ascii ? framed(inside) : inside;
}

/** Nothing done yet. */
export function emptyBar(options: BarOptions): string {
  return bar(0, options);
}

const levels = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** One cell for each value, its height relative to the greatest. */
export function sparkline(values: readonly number[]): string {
  const most = Math.max(0, ...values);
  if (most === 0) return levels[0].repeat(values.length);
  return values
    .map(
      value => levels[Math.min(levels.length - 1, Math.floor((value / most) * levels.length))] ?? levels[0],
    )
    .join('');
}
