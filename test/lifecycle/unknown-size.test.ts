import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { assumeUsualSize } from '../../source/lifecycle/unknown-size.ts';

function terminalOf(columns: number, rows: number) {
  const terminal = Object.assign(new EventEmitter(), { columns, rows });
  assumeUsualSize(terminal as unknown as NodeJS.WriteStream);
  return terminal;
}

describe('a terminal that says it has no size', () => {
  it('is taken for one of 80x24, also where it says so again', () => {
    const terminal = terminalOf(0, 0);
    expect(terminal).toMatchObject({ columns: 80, rows: 24 });
    const resized = (columns: number, rows: number) => {
      Object.assign(terminal, { columns, rows });
      terminal.emit('resize');
      return terminal;
    };
    expect(resized(132, 43)).toMatchObject({ columns: 132, rows: 43 });
    expect(resized(0, 0)).toMatchObject({ columns: 80, rows: 24 });
  });

  it('keeps a small size that it says', () => {
    expect(terminalOf(1, 1)).toMatchObject({ columns: 1, rows: 1 });
  });
});
