import { describe, expect, it } from 'vitest';
import { Departures } from '../../source/oceanbase/moving-rows.ts';

const live = (...names: string[]) => new Map(names.map(name => [name, name]));

describe('Rows that leave the live views', () => {
  it('are awaited in the history until they are found', () => {
    const departures = new Departures<string>();
    departures.note(live('a', 'b'));
    expect(departures.awaited).toEqual([]);
    departures.note(live('b'));
    expect(departures.awaited).toEqual(['a']);
    departures.found(new Set(['a', 'x']));
    expect(departures.awaited).toEqual([]);
  });

  it('are awaited no more when they are live again', () => {
    const departures = new Departures<string>();
    departures.note(live('a'));
    departures.note(live());
    departures.note(live('a'));
    expect(departures.awaited).toEqual([]);
  });

  it('are given up after a few looks: their tenant was dropped', () => {
    const departures = new Departures<string>();
    departures.note(live('a'));
    departures.note(live());
    for (let look = 1; look < Departures.looks; look++) departures.found(new Set());
    expect(departures.awaited).toEqual(['a']);
    departures.found(new Set());
    expect(departures.awaited).toEqual([]);
  });

  it('are looked for again and again while the look does not bring them', () => {
    const departures = new Departures<string>();
    departures.note(live('a'));
    departures.note(live());
    departures.note(live());
    expect(departures.awaited).toEqual(['a']);
  });
});
