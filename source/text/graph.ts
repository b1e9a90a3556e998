/** How full a cell is, in eighths; nothing known is nothing drawn, and 0 is a line at the bottom. */
const eighths = ['▁', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/**
 * Values as columns over `rows` lines, the upper line first, each cell in eighths. A value that is known has at least the
 * lowest mark; null leaves its column blank.
 * @param most the value at the upper edge; what is above it is drawn up to there
 */
export function columnGraph(
  values: readonly (number | null)[],
  rows: number,
  most: number,
): readonly string[] {
  const heights = values.map(value =>
    value === null ? null : Math.round((Math.min(value, most) / most) * rows * 8),
  );
  return Array.from({ length: rows }, (_, line) => {
    const below = (rows - 1 - line) * 8;
    const isLowest = line === rows - 1;
    return heights
      .map(height => {
        const here = height === null ? 0 : Math.min(8, Math.max(0, height - below));
        return height === null || (here === 0 && !isLowest) ? ' ' : eighths[here];
      })
      .join('')
      .trimEnd();
  });
}

const roundParts = [1, 2, 3, 4, 5, 6, 8, 10] as const;

/** The next round number that is not below this one: 1, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function roundAbove(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const part = roundParts.find(each => each * power >= value) ?? 10;
  return part * power;
}
