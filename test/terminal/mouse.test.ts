import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presses } from '../../source/screens/input.ts';
import { createInputFilter } from '../../source/terminal/input-filter.ts';
import { manualClock } from '../watch/manual-clock.ts';

const noKey = {} as Parameters<typeof presses>[1];

/** A filter, and what Ink would be given of it, as the screens take it. */
function filterOf(takesMouse: boolean) {
  const clock = manualClock();
  let given = '';
  const filter = createInputFilter({
    clock,
    takesMouse,
    emit: text => {
      given += text;
    },
  });
  return { filter, clock, done: () => presses(given, noKey) };
}

const click = (x: number, y: number) => ({ kind: 'click', x, y });

describe('what the mouse does', () => {
  it('comes among the keys, in their order', () => {
    const { filter, done } = filterOf(true);
    filter.push('j\x1b[<0;12;5M\x1b[<0;12;5mk\x1b[<64;1;1M\x1b[<65;80;24Mq');
    expect(done()).toEqual(['j', click(11, 4), 'k', { kind: 'wheel_up' }, { kind: 'wheel_down' }, 'q']);
  });

  it('is the same however the report is cut into pieces', () => {
    const report = '\x1b[<0;201;99M\x1b[<65;3;4Mj';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: report.length - 1 }), { maxLength: 6 }), cuts => {
        const { filter, clock, done } = filterOf(true);
        const at = [0, ...[...new Set(cuts)].sort((a, b) => a - b), report.length];
        for (const [index, from] of at.slice(0, -1).entries()) {
          filter.push(report.slice(from, at[index + 1]));
          clock.advance(40);
        }
        expect(done()).toEqual([click(200, 98), { kind: 'wheel_down' }, 'j']);
      }),
    );
  });

  it('is not typed as keys where the rest of a report comes late', () => {
    const { filter, clock, done } = filterOf(true);
    filter.push('\x1b[<0;1');
    clock.advance(900);
    filter.push('2;5M');
    expect(done()).toEqual([click(11, 4)]);
  });

  it.each([
    ['a release', '\x1b[<0;12;5m'],
    ['the right button', '\x1b[<2;12;5M'],
    ['a click with Ctrl', '\x1b[<16;12;5M'],
    ['a movement', '\x1b[<35;12;5M'],
    ['a wheel to the side', '\x1b[<66;12;5M'],
    ['a cell that no terminal has', '\x1b[<0;99999;5M'],
    ['a cell before the first', '\x1b[<0;0;0M'],
    ['the old report of 1000', '\x1b[M !!'],
  ])('asks for nothing by %s', (_, report) => {
    const { filter, done } = filterOf(true);
    filter.push(`j${report}k`);
    expect(done()).toEqual(['j', 'k']);
  });

  it('is nothing where the mouse was not asked for', () => {
    const { filter, done } = filterOf(false);
    filter.push('j\x1b[<0;12;5M\x1b[<64;1;1Mk');
    expect(done()).toEqual(['j', 'k']);
  });
});
