import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import type { Where } from '../components/header.tsx';
import { Line } from '../components/lines.tsx';
import type { Theme } from '../presentation/theme.ts';
import { addressText } from '../text/address.ts';
import { cut } from '../text/width.ts';

/** Before the first picture. The spinner turns only here, at the end of its line, where it costs few bytes. */
export function Connecting({
  where,
  columns,
  height,
  theme,
}: {
  readonly where: Where;
  readonly columns: number;
  readonly height: number;
  readonly theme: Theme;
}) {
  const place = `${where.user} · ${addressText(where.host, where.port)}`;
  const text = cut(theme.words.screens.connecting(place), columns - 7);
  return (
    <Box flexDirection="column" height={height}>
      <Line text="" />
      <Text wrap="truncate">
        {theme.toTerminal(`  ${text} … `)}
        <Spinner type={theme.ascii ? 'line' : 'dots'} />
      </Text>
    </Box>
  );
}
