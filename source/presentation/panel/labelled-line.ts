import { fit } from '../../text/width.ts';
import { wrap } from '../../text/wrap.ts';
import type { Look, Role } from '../theme.ts';

/** Cells of the labels of a panel, with the space after them. */
export const labelCells = 9;
const margin = '  ';

/** The line that a label begins, with a text that already has its colours and its width. */
export function labelled(label: string, text: string, look: Look): string {
  return `${margin}${look.paint('faint', fit(label, labelCells, {}))}${text}`;
}

/** A labelled text, going on over several lines below itself where it is long. */
export function fact(
  label: string,
  text: string,
  columns: number,
  look: Look,
  role: Role | null = null,
): string[] {
  const room = columns - margin.length - labelCells - 1;
  return wrap(text, room).map((line, index) =>
    labelled(index === 0 ? label : '', look.paint(role, line), look),
  );
}

/** How many cells the text beside a label may have. */
export function factRoom(columns: number): number {
  return columns - margin.length - labelCells - 1;
}
