import { Text } from 'ink';
import { Table } from 'ink-table';
import { createContext, type PropsWithChildren, type ReactNode, useContext } from 'react';
import type { Role, Theme } from '../presentation/theme.ts';
import { fit } from '../text/width.ts';
import { StaleContext } from './stale.tsx';
import type { TextPair } from './table-size.ts';

/** How a two-column table is drawn. */
export interface PairsTableProps {
  readonly titles: TextPair;
  readonly rows: readonly TextPair[];
  /** Cells of each column's content; a text beyond them is cut. */
  readonly widths: readonly [number, number];
  readonly theme: Theme;
}

type Row = Record<string, string>;
type Ruler = Table<Row>['separator'];

/** ink-table rules a line above every row; here only the one below the titles is kept. */
class OneLineRows extends Table<Row> {
  constructor(props: Table<Row>['props']) {
    super(props);
    const rule: Ruler = this.separator;
    this.separator = line => (line.key.endsWith('-0') ? rule(line) : null);
  }
}

const Drawn = createContext<PairsTableProps | null>(null);

/** A piece of the table: dim where its picture is old, as all lines of a screen are. */
function Piece({ text, role = null }: { readonly text: string; readonly role?: Role | null }) {
  const isStale = useContext(StaleContext);
  const drawn = useContext(Drawn);
  if (drawn === null) return null;
  const { theme } = drawn;
  return <Text>{theme.style(isStale ? 'faint' : role, theme.toTerminal(text))}</Text>;
}

function Cell({ children, column }: PropsWithChildren<{ column: number }>) {
  const drawn = useContext(Drawn);
  if (drawn === null) return null;
  const index = column === 0 ? 0 : 1;
  const text = drawn.rows[Number(String(children))]?.[index] ?? '';
  return <Piece text={` ${fit(text, drawn.widths[index], {})} `} />;
}

function Title({ children }: PropsWithChildren) {
  // ink-table has padded it by characters.
  const padded = String(children);
  return <Piece text={` ${fit(padded.trim(), padded.length - 2, {})} `} role="strong" />;
}

function Rule({ children }: PropsWithChildren) {
  return <Piece text={String(children)} />;
}

/**
 * A table of two columns drawn by ink-table. That measures by characters, not by cells, so Chinese would
 * push its frame askew: it is given the number of each row, and titles as wide as the columns shall be, and
 * each cell puts in its text fitted by cells.
 */
export function PairsTable(props: PairsTableProps): ReactNode {
  const { titles, rows, widths } = props;
  const [first, second] = [titles[0].padEnd(widths[0]), titles[1].padEnd(widths[1])];
  const data = rows.map((_, index) => ({ [first]: String(index), [second]: String(index) }));
  return (
    <Drawn value={props}>
      <OneLineRows data={data} columns={[first, second]} cell={Cell} header={Title} skeleton={Rule} />
    </Drawn>
  );
}
