/** Lines of text of which only those asked for are made. An array is one of these. */
export interface Lines {
  readonly length: number;
  slice(from: number, to: number): readonly string[];
}

/** A line for each of these, made when it is asked for. */
export function oneLineEach<T>(of: readonly T[], make: (one: T) => string): Lines {
  return { length: of.length, slice: (from, to) => of.slice(from, to).map(make) };
}

/** Lines that are there already, and others below them. */
export function linesBelow(above: readonly string[], below: Lines): Lines {
  const at = (index: number) => Math.max(0, index - above.length);
  return {
    length: above.length + below.length,
    slice: (from, to) => [...above.slice(from, to), ...below.slice(at(from), at(to))],
  };
}
