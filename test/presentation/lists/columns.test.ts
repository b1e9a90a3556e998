import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ColumnSpec,
  fitColumns,
  rowLine,
  titleLine,
  widened,
} from '../../../source/presentation/lists/columns.ts';
import { cellWidth } from '../../../source/text/width.ts';
import { plainLook } from '../plain-theme.ts';

interface Person {
  readonly name: string;
  readonly note: string;
  readonly count: string;
}

const specs: readonly ColumnSpec<Person>[] = [
  { id: 'name', title: 'NAME', priority: 0, least: 6, most: 20, cell: row => ({ text: row.name }) },
  { id: 'note', title: 'NOTE', priority: 2, least: 4, most: 30, cell: row => ({ text: row.note }) },
  {
    id: 'count',
    title: 'N',
    align: 'right',
    priority: 1,
    least: 3,
    most: 8,
    cell: row => ({ text: row.count }),
  },
];
const theme = plainLook();
const people: Person[] = [
  { name: '订单中心', note: 'x', count: '7' },
  { name: 'crm', note: 'a long note that says much', count: '1200' },
];

describe('The columns of a list', () => {
  it('are never wider than the room, whatever the rows hold', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const rows = fc.array(fc.record({ name: text, note: text, count: text }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 10, max: 120 }), (some, cells) => {
        const widths = widened(specs, some, new Map());
        const placed = fitColumns(specs, widths, cells);
        for (const row of some) {
          expect(cellWidth(rowLine(row, placed, theme, { selected: false }))).toBeLessThanOrEqual(cells);
          expect(rowLine(row, placed, theme, { selected: true })).toBe(
            rowLine(row, placed, theme, { selected: false }),
          );
        }
      }),
    );
  });

  it('stand below each other where names are Chinese', () => {
    const widths = widened(specs, people, new Map());
    const placed = fitColumns(specs, widths, 60);
    expect([
      titleLine(placed, theme),
      ...people.map(row => rowLine(row, placed, theme, { selected: false })),
    ]).toEqual([
      'NAME      NOTE                           N',
      '订单中心  x                              7',
      'crm       a long note that says much  1200',
    ]);
  });

  it('go by priority when the room is too small, and give way where they have most', () => {
    const widths = widened(specs, people, new Map());
    expect(fitColumns(specs, widths, 20).map(({ spec, cells }) => [spec.id, cells])).toEqual([
      ['name', 7],
      ['note', 5],
      ['count', 4],
    ]);
    expect(fitColumns(specs, widths, 14).map(({ spec }) => spec.id)).toEqual(['name', 'count']);
    expect(fitColumns(specs, widths, 8).map(({ spec }) => spec.id)).toEqual(['name']);
  });

  it('give way first where they are marked so, before wider ones', () => {
    const yielding = specs.map(spec => (spec.id === 'name' ? { ...spec, yields: true } : spec));
    const wide = widened(yielding, people, new Map());
    const widths = (cells: number) => fitColumns(yielding, wide, cells).map(({ cells: width }) => width);
    expect(widths(42)).toEqual([8, 26, 4]);
    expect(widths(40)).toEqual([6, 26, 4]);
    expect(widths(39)).toEqual([6, 25, 4]);
  });

  it('say the same in fewer words where they had to give way, before they cut', () => {
    const spec: ColumnSpec<string> = {
      id: 'now',
      title: 'NOW',
      priority: 0,
      least: 3,
      most: 40,
      cell: text => ({ text, shorter: ['50 %  ~6m', '50 %'] }),
    };
    const at = (cells: number) => rowLine('50 %  data · ~6m', [{ spec, cells }], theme, { selected: false });
    expect([20, 10, 8, 3].map(at)).toEqual(['50 %  data · ~6m', '50 %  ~6m', '50 %', '50…']);
  });

  it('keep the width that they had', () => {
    const widths = widened(specs, people, new Map());
    expect(widened(specs, [{ name: 'a', note: '', count: '' }], widths)).toBe(widths);
  });
});
