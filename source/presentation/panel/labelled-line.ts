import { fit } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Role, Theme } from '../theme.ts';

/** Cells of the labels of a panel, with the space after them. */
export const labelCells = 9;
const margin = '  ';

/** The line that a label begins, with a text that already has its colours and its width. */
export function labelledLine(label: string, text: string, theme: Theme): string {
  return `${margin}${theme.style('faint', fit(label, labelCells, {}))}${text}`;
}

/** A labelled text, going on over several lines below itself where it is long. */
export function labelledLines(
  label: string,
  text: string,
  columns: number,
  theme: Theme,
  role: Role | null = null,
): string[] {
  const room = columns - margin.length - labelCells - 1;
  return wrap(text, room).map((line, index) =>
    labelledLine(index === 0 ? label : '', theme.style(role, line), theme),
  );
}

/** How many cells the text after a label may take. */
export function textCells(columns: number): number {
  return columns - margin.length - labelCells - 1;
}
