import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../source/components/lines.tsx';
import { PairsTable } from '../../source/components/rows-table.tsx';
import { StaleContext } from '../../source/components/stale.tsx';
import { makeTheme } from '../../source/presentation/theme.ts';
import { inZone } from '../../source/text/time.ts';
import { wordsOf } from '../../source/text/words.ts';

const theme = makeTheme({
  ascii: false,
  colour: true,
  background: 'dark',
  words: wordsOf('en'),
  zone: inZone('UTC'),
});
const line = `${theme.style('bad', 'FAILED')} and ${theme.style('running', 'running')}`;

function drawn(aged: boolean): string {
  const { lastFrame } = render(
    <StaleContext value={aged}>
      <Lines lines={[line]} height={1} theme={theme} />
    </StaleContext>,
  );
  return lastFrame() ?? '';
}

describe('The body of a screen', () => {
  it('has its colours while the picture is fresh', () => {
    expect(drawn(false)).toContain(line);
  });

  it('is dim as a whole once the picture is old', () => {
    expect(drawn(true)).toBe(theme.style('faint', 'FAILED and running'));
  });

  it('is dim in the table of a row too, and not bold', () => {
    const { lastFrame } = render(
      <StaleContext value={true}>
        <PairsTable titles={['COLUMN', 'VALUE']} rows={[['STATUS', 'DOING']]} widths={[8, 8]} theme={theme} />
      </StaleContext>,
    );
    const frame = lastFrame() ?? '';
    expect(frame).toContain(theme.style('faint', '│ STATUS   │ DOING    │'));
    expect(frame).not.toContain('\u001b[1m');
  });
});
