import { cellWidth, cut } from '../../text/width.ts';
import type { Theme } from '../theme.ts';
import { labelledLine, textCells } from './labelled-line.ts';

/** Bars grow with the terminal, but not beyond what the eye takes in at once. */
const longestBar = 50;
const shortestBar = 10;

/** A bar, its percentage, and counters after it where there is room; else on a line of their own. */
export function barLines(
  label: string,
  drawn: (cells: number) => string,
  tail: readonly string[],
  columns: number,
  theme: Theme,
) {
  const room = textCells(columns);
  const [first = '', ...rest] = tail;
  const oneLine = tail.filter(part => part !== '').join('   ');
  const wide = room - cellWidth(oneLine) - 2;
  if (wide >= shortestBar * 2) {
    return [labelledLine(label, `${drawn(Math.min(longestBar, wide))}  ${oneLine}`, theme)];
  }
  const below = rest.join('   ');
  const cells = Math.max(shortestBar, Math.min(longestBar, room - cellWidth(first) - 2));
  return [labelledLine(label, `${drawn(cells)}  ${first}`, theme), labelledLine('', cut(below, room), theme)];
}
