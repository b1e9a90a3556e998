import { Text } from 'ink';
import { Table } from 'ink-table';
import type { PropsWithChildren, ReactNode } from 'react';
import { fit } from '../text/width.ts';

/** A row of two texts. */
export type TextPair = readonly [string, string];

/** ink-table's own rows with one line each: it rules a line above every row, kept here only below the titles. */
class OneLineRows extends Table<Record<string, string>> {
  constructor(props: Table<Record<string, string>>['props']) {
    super(props);
    this.separator = makeOnlyFirst(this.separator);
  }
}

type Ruler = Table<Record<string, string>>['separator'];

function makeOnlyFirst(rule: Ruler): Ruler {
  return props => (props.key.endsWith('-0') ? rule(props) : null);
}

/** How a two-column table is drawn. */
export interface PairsTableProps {
  readonly titles: TextPair;
  readonly rows: readonly TextPair[];
  /** Cells of each column's content; a text beyond them is cut. */
  readonly widths: readonly [number, number];
  readonly finish: (text: string) => string;
  readonly bold: boolean;
}

/** Cells a table of these widths takes: ink-table puts a space on both sides of a cell, and three rules. */
export const tableFrame = 7;

/** Lines that are not rows: the frame, the titles and the rule below them. */
export const tableExtraLines = 4;

/**
 * A table of two columns drawn by ink-table. It measures by characters, not cells, so that Chinese would
 * push its frame askew: here each cell is fitted again by cells, to the width that the titles ask for.
 */
export function PairsTable({ titles, rows, widths, finish, bold }: PairsTableProps): ReactNode {
  const [first, second] = [titles[0].padEnd(widths[0]), titles[1].padEnd(widths[1])];
  const text = ({ children, column }: PropsWithChildren<{ column: number }>) => {
    const cells = (widths[column] ?? 0) + 2;
    return <Text>{finish(fit(` ${String(children).trim()}`, cells, {}))}</Text>;
  };
  const plain = ({ children }: PropsWithChildren) => <Text>{finish(String(children))}</Text>;
  const title = ({ children }: PropsWithChildren) => <Text bold={bold}>{finish(String(children))}</Text>;
  const data = rows.map(([name, value]) => ({ [first]: name, [second]: value }));
  return (
    // The cells are read once by ink-table: other widths need another table.
    <OneLineRows
      key={widths.join('x')}
      data={data}
      columns={[first, second]}
      cell={text}
      header={title}
      skeleton={plain}
    />
  );
}
