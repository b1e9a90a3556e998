import { Box } from 'ink';
import { Line, Lines } from '../components/lines.tsx';
import { PairsTable, tableExtraLines, tableFrame } from '../components/rows-table.tsx';
import { nameCells, pairsOf, sectionsOf } from './details-rows.ts';
import type { DetailsEntry } from './places.ts';
import { crumbLine, type ScreenProps } from './screen.ts';

/** Every column of a row as the server sent it, one a line. */
export function Details({ entry, state, ui, columns, height, theme }: ScreenProps<DetailsEntry>) {
  const { crumbs, details, lists } = theme.words.screens;
  const path = [crumbs.tenants, entry.name];
  if (entry.of.kind === 'job' || entry.of.kind === 'log_stream')
    path.push(crumbs.job(entry.of.key.jobId.toString()));
  path.push(crumbs.details);
  const sections = sectionsOf(entry.of, state, theme);
  if (sections.length === 0) {
    const read = state.answer;
    const waits = read === null || state.location?.state === 'moving';
    const sentence = waits ? lists.reading : details.gone;
    return (
      <Lines lines={[crumbLine(path, [], columns, theme), `  ${sentence}`]} height={height} theme={theme} />
    );
  }
  const room = columns - 2 - tableFrame;
  const names = nameCells(sections, room);
  const widths = [names, room - names] as const;
  const pairs = pairsOf(sections, widths[1], theme);
  const seen = Math.max(1, height - 1 - tableExtraLines);
  ui.measure({ height: seen, count: pairs.length });
  const top = Math.min(entry.scroll, Math.max(0, pairs.length - seen));
  const shown = pairs.slice(top, top + seen);
  const where = details.lines(String(top + 1), String(top + shown.length), String(pairs.length));
  return (
    <Box flexDirection="column" height={height}>
      <Line text={theme.toTerminal(crumbLine(path, [where], columns, theme))} />
      <Box marginLeft={1}>
        <PairsTable
          titles={[details.column, details.value]}
          rows={shown}
          widths={widths}
          toTerminal={theme.toTerminal}
          bold={theme.colour}
        />
      </Box>
    </Box>
  );
}
