// The figures of a run, by the name of what was measured, and how they stand in the tables.

/** What one measurement found, by name. */
export type Figures = Record<string, number>;

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that a share of them does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const found = new Map<string, Figures[]>();

/** Keeps figures under the name of what was measured; several times where it was measured in rounds. */
export function note(name: string, figures: Figures): void {
  found.set(name, [...(found.get(name) ?? []), figures]);
}

/** One figure of all rounds. */
export function valuesOf(name: string, figure: string): readonly number[] {
  return (found.get(name) ?? []).flatMap(each => (each[figure] === undefined ? [] : [each[figure]]));
}

/** Median, in brackets the least and the most; a dash where it was not measured. */
export function spread(name: string, figure: string, unit: string, digits = 0): string {
  const list = valuesOf(name, figure);
  if (list.length === 0) return '–';
  const [low, high] = [Math.min(...list), Math.max(...list)];
  return `${median(list).toFixed(digits)} ${unit} (${low.toFixed(digits)}–${high.toFixed(digits)})`;
}

/** The median as a multiple of that of bare Node in the same rounds, then the spread. */
export function multiple(name: string, figure: string, of: 'wall' | 'cpu'): string {
  const list = valuesOf(name, figure);
  if (list.length === 0) return '–';
  return `**${(median(list) / median(valuesOf('bare', of))).toFixed(2)}** · ${spread(name, figure, 'ms')}`;
}

/** A figure that was measured once. */
export function single(name: string, figure: string, unit: string, digits = 0): string {
  const [value] = valuesOf(name, figure);
  return value === undefined ? '–' : `${value.toFixed(digits)} ${unit}`;
}

/** A row of a Markdown table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
