import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { failureSaying, remarkSaying } from '../fixtures/in-english.ts';
import { usualDay } from '../fixtures/worlds.ts';

describe('a failed read', () => {
  it('keeps the picture, says what failed and counts down to the next try', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.source.failure = failureSaying('connection_lost', 'The connection to 10.0.0.5:2881 was lost.');
    await terminal.passes(2);
    await terminal.shows('The connection to 10.0.0.5:2881 was lost. Next try in 2s, r: now');
    expect(terminal.text()).toContain('crm_prod');
    await terminal.passes(1);
    await terminal.shows('Next try in 1s, r: now');
    await terminal.passes(30);
    await terminal.shows(/STALE 3\ds/);
    expect(frameFaults(terminal)).toEqual([]);
    terminal.source.failure = null;
    terminal.type('r');
    await terminal.showsNot('lost');
    await terminal.showsNot('STALE');
  });

  it('is not said to be under way on a screen that is opened meanwhile', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.source.failure = failureSaying('connection_lost', 'The connection to 10.0.0.5:2881 was lost.');
    await terminal.passes(2);
    await terminal.shows('Next try in');
    terminal.type('j', key.enter);
    await terminal.shows('nothing read yet');
    expect(terminal.text()).not.toContain('reading …');
  });

  it('of what runs leaves the tenants to choose from', async () => {
    const { kind, reason } = failureSaying('timed_out', 'The server took too long.');
    const failure = new SourceError(kind, reason, usualDay().tenants);
    const source = fakeSource(usualDay());
    const { readers } = source;
    source.readers = { ...readers, tenants: () => Promise.reject(failure) };
    const terminal = openTerminal({ fake: source, columns: 120 });
    await terminal.shows('could not be read');
    terminal.type('j', key.enter);
    await terminal.shows('Tenants › mysql_tenant (1002) › Jobs');
    await terminal.shows('71.40 %');
    source.readers = readers;
  });

  it('of a part of the picture is reported below the breadcrumb', async () => {
    const terminal = openTerminal({
      world: { ...usualDay(), remarks: [remarkSaying('The tasks of crm_prod could not be read (4012).')] },
    });
    await terminal.shows('⚠ The tasks of crm_prod could not be read (4012).');
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('of a part of the picture is cut to one line, and whole at the top of the help', async () => {
    const sentence =
      'The tasks of crm_prod could not be read, as the server did not answer within its time limit (4012).';
    const world = { ...usualDay(), remarks: [remarkSaying(sentence)] };
    const terminal = openTerminal({ world, columns: 60, rows: 15 });
    await terminal.shows(/⚠ The tasks of crm_prod .*… \?: more/);
    terminal.type('?');
    await terminal.shows('answer within its time limit (4012).');
    expect(frameFaults(terminal)).toEqual([]);
  });
});

describe('the pause', () => {
  it('stops reading and says so until it is lifted', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type(' ');
    await terminal.shows('PAUSED');
    const before = terminal.source.calls.length;
    await terminal.passes(30);
    expect(terminal.source.calls).toHaveLength(before);
    expect(terminal.text()).not.toContain('STALE');
    terminal.type(' ');
    await terminal.showsNot('PAUSED');
    expect(terminal.source.calls).toHaveLength(before + 1);
  });

  it('the interval changes with + and -', async () => {
    const terminal = openTerminal();
    await terminal.shows('every 2s');
    terminal.type('+');
    await terminal.shows('every 3s');
    terminal.type('-', '-');
    await terminal.shows('every 1s');
  });
});
