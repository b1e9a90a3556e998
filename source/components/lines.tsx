import { Box, Text } from 'ink';
import { memo } from 'react';
import type { Look } from '../phrases/look.ts';

/** One line of the screen, cut at the terminal's edge. Drawn anew only when its text changed. */
export const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

/** Exactly `height` lines: what is missing is empty, what is too much is not drawn. */
export function Lines({
  lines,
  height,
  look,
}: {
  readonly lines: readonly string[];
  readonly height: number;
  readonly look: Look;
}) {
  return (
    <Box flexDirection="column" height={height}>
      {Array.from({ length: height }, (_, index) => (
        // A line is its place on the screen; what it says may change.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <Line key={index} text={look.finish(lines[index] ?? '')} />
      ))}
    </Box>
  );
}
