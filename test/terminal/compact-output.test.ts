import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSteps } from '../../source/terminal/compact-output.ts';

async function drawn(text: string): Promise<string[]> {
  const term = new xterm.Terminal({ cols: 20, rows: 10, allowProposedApi: true });
  await new Promise<void>(done => term.write(text, done));
  const { active } = term.buffer;
  const lines = Array.from({ length: 10 }, (_, row) => active.getLine(row)?.translateToString(true) ?? '');
  return [...lines, `${active.cursorX},${active.cursorY}`];
}

describe('fewer bytes', () => {
  it('draw the same', async () => {
    const piece = fc.constantFrom(
      '\x1b[E',
      '\x1b[E\x1b[E\x1b[E',
      '\x1b[2A',
      'text',
      '\x1b[K',
      '\r\n',
      '\x1b[1m',
      '\x1b[5G',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async pieces => {
        const text = pieces.join('');
        expect(await drawn(joinSteps(text))).toEqual(await drawn(text));
        expect(joinSteps(text).length).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 50 },
    );
  });

  it('step over unchanged lines at once', () => {
    expect(joinSteps('\x1b[39Aa\x1b[E\x1b[E\x1b[Eb\x1b[Ec')).toBe('\x1b[39Aa\x1b[3Eb\x1b[Ec');
  });
});
