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
    expect(terminal.lines().at(-1)?.trim()).toBe('? help  q quit');
    answer();
    await terminal.shows('mysql_tenant');
    await terminal.showsNot('connecting');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('gives way to the help, which needs no answer', async () => {
    const fake = fakeSource(usualDay());
    fake.gate = new Promise(() => undefined);
    const terminal = openTerminal({ fake });
    await terminal.shows('connecting to');
    terminal.type('?');
    await terminal.shows('move up');
    await terminal.showsNot('connecting to');
    terminal.type('q');
    await terminal.shows('connecting to');
  });
});
