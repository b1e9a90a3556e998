import { PassThrough } from 'node:stream';
import xterm from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLineMoves, thrifty } from '../../source/screens/thrifty-output.ts';

const { Terminal } = xterm;

async function shown(text: string): Promise<{ lines: string[]; x: number; y: number }> {
  const terminal = new Terminal({ cols: 20, rows: 10, allowProposedApi: true });
  await new Promise<void>(resolve => terminal.write(text, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: 10 }, (_, y) => active.getLine(y)?.translateToString(true) ?? '');
  return { lines, x: active.cursorX, y: active.cursorY };
}

describe('the thrifty terminal', () => {
  it('joins steps over unchanged lines', () => {
    expect(joinLineMoves('a\x1b[E\x1b[E\x1b[Eb')).toBe('a\x1b[3Eb');
    expect(joinLineMoves('a\x1b[Eb')).toBe('a\x1b[Eb');
  });

  it('shows the same screen as the longer way of writing', async () => {
    const piece = fc.constantFrom(
      '\x1b[E',
      '\x1b[E\x1b[E',
      '\x1b[A',
      '\x1b[H',
      'x',
      'yz',
      '\r\n',
      '\x1b[5G',
      '\x1b[K',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async pieces => {
        const text = pieces.join('');
        expect(await shown(joinLineMoves(text))).toEqual(await shown(text));
      }),
    );
  });

  it('is the terminal in all other ways', () => {
    const stdout = Object.assign(new PassThrough(), { columns: 80, rows: 24, isTTY: true });
    const output = thrifty(stdout as unknown as NodeJS.WriteStream);
    let resized = 0;
    output.on('resize', () => {
      resized += 1;
    });
    stdout.emit('resize');
    output.write('a\x1b[E\x1b[E');
    expect([output.columns, output.rows, output.isTTY, resized]).toEqual([80, 24, true, 1]);
    expect(String(stdout.read())).toBe('a\x1b[2E');
  });
});
