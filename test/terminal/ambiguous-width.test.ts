import { describe, expect, it } from 'vitest';
import { ambiguousWidthOf } from '../../source/terminal/ambiguous-width.ts';
import { startProgram } from './driver/terminal.ts';

const drawn = /[●○✔▸█━─–…·]/;

describe('a terminal that draws characters of ambiguous width', () => {
  it('in one cell gets them as they are', async () => {
    await using terminal = startProgram(['--demo']);
    await terminal.waitFor('oracle_tenant');
    await terminal.waitFor('q quit');
    expect(terminal.screen().join('\n')).toMatch(drawn);
    expect(terminal.screen()[0]).toContain('root@sys');
  });

  it('in two cells is asked, and gets none of them', async () => {
    await using terminal = startProgram(['--demo'], { ambiguousIsWide: true });
    await terminal.waitFor('oracle_tenant');
    await terminal.waitFor(screen => !drawn.test(screen.join('\n')));
    terminal.type('q');
    expect((await terminal.exit).code).toBe(0);
  });

  it('in two cells need not be asked where the user says so', async () => {
    await using terminal = startProgram(['--demo', '--ambiguous-width', '2'], { ambiguousIsWide: true });
    await terminal.waitFor('oracle_tenant');
    expect(terminal.raw).not.toMatch(drawn);
    expect(terminal.raw).not.toContain('\x1b[6n');
  });

  it('is asked in a way that other answers and keys do not meet', () => {
    expect(ambiguousWidthOf('\x1b[2;2R')).toBe(1);
    expect(ambiguousWidthOf('\x1b[2;3R')).toBe(2);
    expect(ambiguousWidthOf('\x1b[1;2R')).toBeNull();
    expect(ambiguousWidthOf('\x1b[24;3R')).toBeNull();
    expect(ambiguousWidthOf('11;rgb:ffff/ffff/ffff')).toBeNull();
  });
});
