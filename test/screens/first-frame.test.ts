import { describe, expect, it } from 'vitest';
import { frameFaults, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { usualDay } from '../fixtures/worlds.ts';

describe('the first frame', () => {
  it('is there before the source has answered', async () => {
    let answer = () => {};
    const fake = fakeSource(usualDay());
    fake.gate = new Promise(resolve => {
      answer = resolve;
    });
    const terminal = openTerminal({ fake });
    await terminal.shows('connecting to root@sys · 10.0.0.5:2881');
    await terminal.shows(' q quit');
    answer();
    await terminal.shows('mysql_tenant');
    await terminal.showsNot('connecting');
    expect(frameFaults(terminal)).toEqual([]);
  });
});
