import { stripVTControlCharacters } from 'node:util';
import { Box, Text } from 'ink';
import { memo, useContext } from 'react';
import type { Theme } from '../presentation/theme.ts';
import { StaleContext } from './stale.tsx';

/** One line of the screen, cut at the terminal's edge. Redrawn only when its text changed. */
export const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text === '' ? ' ' : text}</Text>;
});

/** All of an old picture in one dim colour: none of its own would be true any more. */
function dimmed(line: string, theme: Theme): string {
  return theme.style('faint', stripVTControlCharacters(line));
}

/** Exactly `height` lines: what is missing is empty, what is too much is not drawn. Dim where the picture is old. */
export function Lines({
  lines,
  height,
  theme,
}: {
  readonly lines: readonly string[];
  readonly height: number;
  readonly theme: Theme;
}) {
  const aged = useContext(StaleContext);
  const drawn = (line: string) => theme.toTerminal(aged ? dimmed(line, theme) : line);
  return (
    <Box flexDirection="column" height={height}>
      {Array.from({ length: height }, (_, index) => (
        // A line is identified by its place on the screen; its text may change.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
        <Line key={index} text={drawn(lines[index] ?? '')} />
      ))}
    </Box>
  );
}
