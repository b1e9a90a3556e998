import { describe, expect, it } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { failureText, statusLine, statusOf } from '../../source/components/status-text.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const connection = { wasConnected: true, paused: false, serverAhead: 3_600_000_000n };
/** 15:05:33 UTC, and the server an hour ahead. */
const since = Date.UTC(2026, 10, 22, 15, 5, 33, 900);
const reason = { id: 'connection_refused', where: '10.0.0.5:2881', user: 'root@sys', detail: '' } as const;
const refused = {
  error: new SourceError('cannot_connect', reason),
  since,
  attempts: 3,
  nextTryAt: since + 9500,
  waitsForUser: false,
};

describe('the line above the keys', () => {
  it('says of a lost connection to whom, since when and why, and when it is tried again', () => {
    expect(failureText(refused, connection, since + 2000, 120, plainLook())).toBe(
      'Lost 10.0.0.5:2881 at 16:05:33 (refused). Next try in 8s, r: now',
    );
  });

  it('does without why before anything is cut', () => {
    expect(failureText(refused, connection, since + 2000, 58, plainLook())).toBe(
      'Lost 10.0.0.5:2881 at 16:05:33. Next try in 8s, r: now',
    );
    expect(failureText(refused, connection, since - 5000, 53, plainLook())).toBe(
      'Connection lost at 16:05:33. Next try in 15s, r: now',
    );
  });

  it('says of a first connection what to check', () => {
    const first = { ...connection, wasConnected: false };
    expect(failureText(refused, first, since, 200, plainLook())).toContain('Check host and port');
  });

  it('cuts what failed and not the next try', () => {
    const error = failureSaying('server_error', `The server ${'said much '.repeat(20)}.`);
    const text = failureText({ ...refused, error }, connection, since, 60, plainLook());
    expect(text).toHaveLength(60);
    expect(text).toMatch(/… ?Next try in 10s, r: now$/);
  });

  it('says that a login was refused in few words before it is cut', () => {
    const wrong = {
      id: 'wrong_login',
      where: '10.0.0.5:2881',
      user: 'root@crm_prod',
      number: 1045,
      detail: '',
    } as const;
    const waits = {
      ...refused,
      error: new SourceError('login_refused', wrong),
      nextTryAt: null,
      waitsForUser: true,
    };
    const text = (cells: number) => failureText(waits, connection, since, cells, plainLook());
    expect(text(118)).toBe(
      'Login of root@crm_prod refused. r: try again; more refusals may lock the account.',
    );
    expect(text(56)).toBe('Login of root@crm_prod refused. r: try again');
  });

  it('says whom a try waits for', () => {
    const waits = { ...refused, waitsForUser: true, nextTryAt: null };
    expect(failureText(waits, connection, since, 200, plainLook())).toMatch(
      /r: try again; more refusals may lock the account\.$/,
    );
    const paused = { ...connection, paused: true };
    expect(failureText(refused, paused, since, 200, plainLook())).toMatch(/Paused: r tries again\.$/);
  });

  it('is not there where nothing is to be said, and what is typed comes first', () => {
    const nothing = {
      typing: null,
      choosing: null,
      failure: null,
      message: null,
      notice: null,
      changes: [],
      seenUpTo: 0,
    };
    expect(statusOf(nothing, since)).toBeNull();
    const all = { ...nothing, failure: refused, message: 'copied', notice: 'noticed' };
    expect(statusOf({ ...all, typing: { before: 'cr', after: 'm' } }, since)?.kind).toBe('typing');
    expect(statusOf({ ...all, choosing: { choices: ['id'], chosen: 0, mark: '' } }, since)?.kind).toBe(
      'choosing',
    );
    expect(statusOf(all, since)?.kind).toBe('failure');
    expect(statusOf({ ...all, failure: null }, since)).toEqual({ kind: 'sentence', text: 'copied' });
    expect(statusOf({ ...nothing, notice: 'noticed' }, since)).toEqual({ kind: 'sentence', text: 'noticed' });
  });

  it('has what a list can be ordered by, the present order in brackets, which is seen however narrow it is', () => {
    const choices = ['newest first', 'JOB', 'TYPE', 'STATUS', 'STARTED', 'DATA', 'LOG'];
    const line = (chosen: number, columns: number) =>
      statusLine(
        { kind: 'choosing', choosing: { choices, chosen, mark: '▾' } },
        connection,
        since,
        columns,
        plainLook(),
      );
    expect(line(1, 80)).toBe(' Order by  newest first  [JOB▾]  TYPE  STATUS  STARTED  DATA  LOG');
    expect(line(6, 40)).toBe(' Order by  …  STARTED  DATA  [LOG▾]');
    for (let chosen = 0; chosen < choices.length; chosen++) {
      for (let columns = 30; columns < 80; columns++) {
        expect(line(chosen, columns)).toContain(`[${choices[chosen]}▾]`);
        expect(line(chosen, columns).length).toBeLessThan(columns);
      }
    }
  });
});
