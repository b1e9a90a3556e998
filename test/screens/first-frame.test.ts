import { describe, expect, it } from 'vitest';
import { fakeSource } from '../fixtures/fake-source.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, startStage } from './stage.ts';

describe('the first frame', () => {
  it('is there before the source has answered', async () => {
    let answer = () => {};
    const fake = fakeSource(usualDay());
    fake.gate = new Promise(resolve => {
      answer = resolve;
    });
    const stage = startStage({ fake });
    await stage.shows('connecting to root@sys · 10.0.0.5:2881');
    await stage.shows(' q quit');
    answer();
    await stage.shows('mysql_tenant');
    await stage.showsNot('connecting');
    expect(frameFaults(stage)).toEqual([]);
  });
});
