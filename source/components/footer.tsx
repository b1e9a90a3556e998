import type { Theme } from '../presentation/theme.ts';
import { footerLine, type KeyHint } from './footer-text.ts';
import { Line } from './lines.tsx';

/** The last line of every screen: its keys, whatever else happens. */
export function Footer({
  hints,
  columns,
  theme,
}: {
  readonly hints: readonly KeyHint[];
  readonly columns: number;
  readonly theme: Theme;
}) {
  return <Line text={footerLine(hints, columns, theme)} />;
}
