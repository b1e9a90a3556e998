import { describe, expect, it } from 'vitest';
import { RowsMovingToHistory } from '../../../source/oceanbase/readers/moving-rows.ts';

const live = (...names: string[]) => new Map(names.map(name => [name, name]));

describe('Rows that leave the live views', () => {
  it('are awaited in the history until they are found', () => {
    const movingRows = new RowsMovingToHistory<string>();
    movingRows.note(live('a', 'b'));
    expect(movingRows.awaited).toEqual([]);
    movingRows.note(live('b'));
    expect(movingRows.awaited).toEqual(['a']);
    movingRows.found(new Set(['a', 'x']));
    expect(movingRows.awaited).toEqual([]);
  });

  it('are awaited no more when another read has found them, and the others as before', () => {
    const movingRows = new RowsMovingToHistory<string>();
    movingRows.note(live('a', 'b'));
    movingRows.note(live());
    for (let reads = 1; reads <= 9; reads++) movingRows.alsoFound(new Set(['a']));
    expect(movingRows.awaited).toEqual(['b']);
  });

  it('are awaited no more when they are live again', () => {
    const movingRows = new RowsMovingToHistory<string>();
    movingRows.note(live('a'));
    movingRows.note(live());
    movingRows.note(live('a'));
    expect(movingRows.awaited).toEqual([]);
  });

  it('are given up after the fifth read of the history: their tenant was dropped', () => {
    const movingRows = new RowsMovingToHistory<string>();
    movingRows.note(live('a'));
    movingRows.note(live());
    for (let reads = 1; reads <= 4; reads++) movingRows.found(new Set());
    expect(movingRows.awaited).toEqual(['a']);
    movingRows.found(new Set());
    expect(movingRows.awaited).toEqual([]);
  });

  it('stay awaited while reads of the live views do not show them again', () => {
    const movingRows = new RowsMovingToHistory<string>();
    movingRows.note(live('a'));
    movingRows.note(live());
    movingRows.note(live());
    expect(movingRows.awaited).toEqual(['a']);
  });
});
