import { describe, expect, it } from 'vitest';
import { frameFaults, startStage } from './stage.ts';

describe('the first frame', () => {
  it('is there before the source has answered', async () => {
    const stage = startStage();
    let letGo = () => {};
    stage.source.gate = new Promise(resolve => {
      letGo = resolve;
    });
    await stage.shows('connecting to root@sys · 10.0.0.5:2881');
    letGo();
    await stage.shows('mysql_tenant');
    await stage.showsNot('connecting');
    expect(frameFaults(stage)).toEqual([]);
  });
});
