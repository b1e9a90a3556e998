import { render } from 'ink-testing-library';
import { describe, expect, it } from 'vitest';
import { Lines } from '../../source/components/lines.tsx';
import { Aged } from '../../source/components/stale.tsx';
import { makeLook } from '../../source/presentation/theme.ts';
import { inZone } from '../../source/text/time.ts';
import { words } from '../../source/text/words.ts';

const look = makeLook({ ascii: false, colour: true, say: words('en'), zone: inZone('UTC') });
const line = `${look.paint('bad', 'FAILED')} and ${look.paint('running', 'running')}`;

function drawn(aged: boolean): string {
  const { lastFrame } = render(
    <Aged value={aged}>
      <Lines lines={[line]} height={1} look={look} />
    </Aged>,
  );
  return lastFrame() ?? '';
}

describe('a picture', () => {
  it('has its colours while it is fresh', () => {
    expect(drawn(false)).toContain(line);
  });

  it('is dim as a whole once it is old', () => {
    expect(drawn(true)).toBe(look.paint('faint', 'FAILED and running'));
  });
});
