import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../source/backup/source.ts';
import { clientErrors, serverErrors } from '../../../source/oceanbase/connection/error-numbers.ts';
import { isPassing, serverNumber, toSourceError } from '../../../source/oceanbase/connection/errors.ts';

const label = { user: 'root@sys', where: '10.0.0.5:2881' };

function fromServer(errno: number, sqlMessage: string, code = 'ER_WRONG_NAME'): Error {
  return Object.assign(new Error(sqlMessage), { errno, sqlMessage, sqlState: 'HY000', code });
}

describe('A failure told by the server', () => {
  it('is a sentence with what to try and the server’s number and words', () => {
    const error = toSourceError(
      fromServer(1142, "SELECT command denied to user 'u'@'%' for table 'cdb_ob_backup_jobs'"),
      label,
      'reading',
    );
    expect(error.kind).toBe('views_unreadable');
    expect(error.serverNumber).toBe(1142);
    expect(error.message).toBe(
      "root@sys may not read the backup views. Ask for SELECT on them (see README). (server error 1142: SELECT command denied to user 'u'@'%' for table 'cdb_ob_backup_jobs')",
    );
  });

  it('never carries the name mysql2 has for the number: it is from another table', () => {
    const error = toSourceError(
      fromServer(4012, 'Timeout', 'ER_STARTING_REPLICA_MONITOR_IO_THREAD'),
      label,
      'reading',
    );
    expect(error.kind).toBe('timed_out');
    expect(error.message).not.toContain('REPLICA');
  });

  it('has in an Oracle tenant OceanBase’s number inside 600', () => {
    const inner = fromServer(600, 'ORA-00600: internal error code, arguments: -4012, Timeout');
    expect(serverNumber(inner)).toBe(4012);
    expect(toSourceError(inner, label, 'reading').kind).toBe('timed_out');
    expect(serverNumber(fromServer(600, 'ORA-00600: internal error code'))).toBe(600);
  });

  it('that this program has no words for keeps number and text', () => {
    const error = toSourceError(fromServer(5555, 'no words'), label, 'reading');
    expect(error.kind).toBe('server_error');
    expect(error.message).toBe('10.0.0.5:2881 answered with error 5555: no words');
    expect(toSourceError(fromServer(5555, 'no words'), label, 'connecting').kind).toBe('cannot_connect');
  });

  it('is made safe to draw', () => {
    const error = toSourceError(fromServer(1142, 'a\u001b]0;x\u0007b'), label, 'reading');
    expect(error.message).not.toMatch(/[\u0000-\u001f]/);
  });

  it('names the user as it is, marks of replacement included', () => {
    const error = toSourceError(
      fromServer(1045, 'denied'),
      { user: "a$&{where}$'b", where: 'h:1' },
      'connecting',
    );
    expect(error.message).toContain("h:1 refused the login of a$&{where}$'b:");
  });
});

describe('A failure where no server spoke', () => {
  it.each([
    ['ECONNREFUSED', 'cannot_connect', 'nothing listens there'],
    ['ENOTFOUND', 'cannot_connect', 'host name is not known'],
    ['PROTOCOL_CONNECTION_LOST', 'connection_lost', 'closed the connection'],
    ['PROTOCOL_SEQUENCE_TIMEOUT', 'timed_out', 'does not answer'],
  ])('%s is %s', (code, kind, words) => {
    const error = toSourceError(Object.assign(new Error('x'), { code }), label, 'reading');
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(words);
    expect(error.serverNumber).toBeNull();
  });

  it('while connecting means that there never was a connection', () => {
    const lost = Object.assign(new Error('x'), { code: 'ECONNRESET' });
    expect(toSourceError(lost, label, 'connecting').kind).toBe('cannot_connect');
  });

  it('tells what TLS did not like', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'HANDSHAKE_SSL_ERROR' });
    expect(toSourceError(error, label, 'connecting').message).toContain('(self-signed certificate)');
  });

  it('of any kind becomes one line and a SourceError, and stays what it is when told again', () => {
    fc.assert(
      fc.property(fc.anything(), thrown => {
        const error = toSourceError(thrown, label, 'reading');
        expect(error).toBeInstanceOf(SourceError);
        expect(error.message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(toSourceError(error, label, 'connecting')).toBe(error);
      }),
    );
  });
});

describe('The tables of errors', () => {
  it('have sentences that end as such', () => {
    for (const { sentence } of [...Object.values(serverErrors), ...clientErrors.values()]) {
      expect(sentence).toMatch(/^[A-Z{].*[.?]$/);
    }
  });

  it.each([4012, 4038, 5150, 4013, 5627, 8001, 1317, 5066])('take %i for passing', number => {
    expect(isPassing(toSourceError(fromServer(number, 'x'), label, 'reading'))).toBe(true);
  });

  it.each([1045, 1142, 1146, 942, 1031, 1054, 1064, 1305])('take %i for lasting', number => {
    expect(isPassing(toSourceError(fromServer(number, 'x'), label, 'reading'))).toBe(false);
  });
});
