/** A row of two texts. */
export type TextPair = readonly [string, string];

/** Cells a table takes in addition to these column widths: ink-table puts a space on both sides of a text, and three rules. */
export const tableFrame = 7;

/** Lines that are not rows: the frame, the titles and the rule below them. */
export const tableExtraLines = 4;
