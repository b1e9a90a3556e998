import { Box, Text } from 'ink';
import Spinner from 'ink-spinner';
import type { Where } from '../components/header.tsx';
import { Line } from '../components/lines.tsx';
import type { Look } from '../presentation/theme.ts';
import { cut } from '../text/width.ts';

/** Before the first picture. The spinner turns only here, at the end of its line, where it costs few bytes. */
export function Connecting({
  where,
  columns,
  height,
  look,
}: {
  readonly where: Where;
  readonly columns: number;
  readonly height: number;
  readonly look: Look;
}) {
  const place = `${where.user} · ${where.host}:${where.port}`;
  const text = cut(look.say.screens.connecting(place), columns - 7);
  return (
    <Box flexDirection="column" height={height}>
      <Line text="" />
      <Text wrap="truncate">
        {look.finish(`  ${text} … `)}
        <Spinner type={look.ascii ? 'line' : 'dots'} />
      </Text>
    </Box>
  );
}
