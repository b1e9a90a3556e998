import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listStart, type Movement, move, settle } from '../../source/components/list-window.ts';

const keys = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);
const movements: Movement[] = ['up', 'down', 'page_up', 'page_down', 'first', 'last'];

describe('The place in a list', () => {
  it('has the chosen row on the screen whatever is pressed and however the rows change', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom(...movements), fc.integer({ min: 0, max: 60 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 30 }), (taken, height) => {
        let list = listStart;
        for (const [movement, count] of taken) {
          list = move(list, movement, keys(count), height);
          expect(list.index).toBeGreaterThanOrEqual(0);
          expect(list.index).toBeLessThan(Math.max(1, count));
          expect(list.top).toBeLessThanOrEqual(list.index);
          expect(list.index).toBeLessThan(list.top + height);
          expect(list.top).toBeLessThanOrEqual(Math.max(0, count - height));
        }
      }),
    );
  });

  it('stays on the same row when rows come before it', () => {
    const chosen = move(listStart, 'down', ['a', 'b', 'c'], 10);
    expect(settle(chosen, ['new', 'a', 'b', 'c'], 10)).toEqual({ selected: 'b', index: 2, top: 0 });
  });

  it('stays at the same place when the chosen row vanishes', () => {
    const chosen = move(listStart, 'down', ['a', 'b', 'c'], 10);
    expect(settle(chosen, ['a', 'c'], 10)).toMatchObject({ selected: 'c', index: 1 });
    expect(settle(chosen, ['a'], 10)).toMatchObject({ selected: 'a', index: 0 });
    expect(settle(chosen, [], 10)).toMatchObject({ selected: null, index: 0 });
  });

  it('is the same of two rows with one key however often it is settled, and goes on from there', () => {
    const chosen = move(move(listStart, 'down', ['a', 'a', 'b'], 10), 'down', ['a', 'a', 'b'], 10);
    expect(chosen).toEqual({ selected: 'b', index: 2, top: 0 });
    const second = move(listStart, 'down', ['a', 'a', 'b'], 10);
    expect(settle(settle(second, ['a', 'a', 'b'], 10), ['a', 'a', 'b'], 10)).toEqual(second);
  });

  it('is the first row, whichever that is, until one is chosen', () => {
    expect(settle(listStart, ['new', 'a'], 10)).toEqual(listStart);
  });

  it('moves by a page less one row, so that the last row seen is still seen', () => {
    expect(move(listStart, 'page_down', keys(100), 10).index).toBe(9);
    expect(move(listStart, 'last', keys(100), 10)).toMatchObject({ index: 99, top: 90 });
  });

  it('leaves rows that stand above the list out of what is scrolled, and begins below them', () => {
    const ten = keys(10);
    expect(settle(listStart, ten, 4, 3)).toEqual({ selected: null, index: 3, top: 0 });
    const up = move(listStart, 'up', ten, 4, 3);
    expect(up).toEqual({ selected: 'row 2', index: 2, top: 0 });
    expect(move(listStart, 'last', ten, 4, 3)).toEqual({ selected: 'row 9', index: 9, top: 3 });
    const far = move(move(listStart, 'last', ten, 4, 3), 'first', ten, 4, 3);
    expect(far).toMatchObject({ selected: 'row 0', index: 0 });
    expect(settle(listStart, ['a'], 4, 3)).toMatchObject({ index: 0 });
  });
});
