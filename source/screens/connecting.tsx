import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import type { Where } from '../components/header-text.ts';
import { Line } from '../components/lines.tsx';
import type { Theme } from '../presentation/theme.ts';
import { connectingText } from './first-frame.ts';

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
  return (
    <Box flexDirection="column" height={height}>
      <Line text="" />
      <Text wrap="truncate">
        {connectingText(where, columns, theme)}
        <Spinner type={theme.ascii ? 'line' : 'dots'} />
      </Text>
    </Box>
  );
}
