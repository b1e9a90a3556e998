/** How full the last cell of a bar is, in eighths. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** A bar in exactly `cells` cells. */
export interface BarOptions {
  readonly cells: number;
  readonly ascii: boolean;
}

function framed(inside: string): string {
  return `[${inside}]`;
}

/**
 * How much of a task is done. The bar is full only at 10000 hundredths of a percent: whatever is below keeps
 * at least a part of its last cell empty.
 */
export function bar(hundredths: number, { cells, ascii }: BarOptions): string {
  const room = Math.max(0, ascii ? cells - 2 : cells);
  const done = Math.min(10_000, Math.max(0, Math.floor(hundredths)));
  if (ascii) {
    const full = Math.floor((done * room) / 10_000);
    return framed('#'.repeat(full) + '-'.repeat(room - full));
  }
  const parts = Math.floor((done * room * 8) / 10_000);
  const full = Math.floor(parts / 8);
  const rest = full < room ? (eighths[parts % 8] ?? '') : '';
  // The cell that is partly full has the background of no block; the rest is shaded to show the whole length.
  return `${'█'.repeat(full)}${rest}${'░'.repeat(room - full - rest.length)}`;
}

/** For work whose progress cannot be known. It does not move: that would cost bytes and tell nothing. */
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
