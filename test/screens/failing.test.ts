import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { failureSaying, remarkSaying } from '../fixtures/in-english.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { frameFaults, key, startStage } from './stage.ts';

describe('a failed read', () => {
  it('keeps the picture, says what failed and counts down to the next try', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.source.failure = failureSaying('connection_lost', 'The connection to 10.0.0.5:2881 was lost.');
    await stage.passes(2);
    await stage.shows('The connection to 10.0.0.5:2881 was lost. Next try in 2 s.');
    expect(stage.text()).toContain('crm_prod');
    await stage.passes(1);
    await stage.shows('Next try in 1 s.');
    await stage.passes(30);
    await stage.shows(/STALE 00:3\d/);
    expect(frameFaults(stage)).toEqual([]);
    stage.source.failure = null;
    stage.type('r');
    await stage.showsNot('lost');
    await stage.showsNot('STALE');
  });

  it('of what runs leaves the tenants to choose from', async () => {
    const { kind, reason } = failureSaying('timed_out', 'The server took too long.');
    const failure = new SourceError(kind, reason, usualDay().tenants);
    const source = fakeSource(usualDay());
    const { readers } = source;
    source.readers = { ...readers, tenants: () => Promise.reject(failure) };
    const stage = startStage({ fake: source, columns: 120 });
    await stage.shows('could not be read');
    stage.type('j', key.enter);
    await stage.shows('Tenants › mysql_tenant (1002) › Jobs');
    await stage.shows('71.40 %');
    source.readers = readers;
  });

  it('of a part of the picture is told below the breadcrumb', async () => {
    const stage = startStage({
      world: { ...usualDay(), remarks: [remarkSaying('The tasks of crm_prod could not be read (4012).')] },
    });
    await stage.shows('⚠ The tasks of crm_prod could not be read (4012).');
    expect(frameFaults(stage)).toEqual([]);
  });
});

describe('the pause', () => {
  it('stops reading and says so until it is lifted', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type(' ');
    await stage.shows('PAUSED');
    const before = stage.source.calls.length;
    await stage.passes(30);
    expect(stage.source.calls).toHaveLength(before);
    expect(stage.text()).not.toContain('STALE');
    stage.type(' ');
    await stage.showsNot('PAUSED');
    expect(stage.source.calls).toHaveLength(before + 1);
  });

  it('the interval changes with + and -', async () => {
    const stage = startStage();
    await stage.shows('every 2 s');
    stage.type('+');
    await stage.shows('every 3 s');
    stage.type('-', '-');
    await stage.shows('every 1 s');
  });
});
