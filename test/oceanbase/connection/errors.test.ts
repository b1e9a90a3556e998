import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../source/backup/source.ts';
import { isPassing, serverNumber, toSourceError } from '../../../source/oceanbase/connection/errors.ts';
import { needsUser } from '../../../source/watch/failure.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';

const label = { user: 'root@sys', where: '10.0.0.5:2881' };

function fromServer(errno: number, sqlMessage: string, code = 'ER_WRONG_NAME'): Error {
  return Object.assign(new Error(sqlMessage), { errno, sqlMessage, sqlState: 'HY000', code });
}

describe('A failure that the server gave a number', () => {
  it('has a reason, the server’s number and the server’s words', () => {
    const error = toSourceError(
      fromServer(1142, "SELECT command denied to user 'u'@'%' for table 'cdb_ob_backup_jobs'"),
      label,
      'reading',
    );
    expect(error.kind).toBe('views_unreadable');
    expect(error.serverNumber).toBe(1142);
    expect(error.reason).toEqual({
      id: 'views_denied',
      number: 1142,
      ...label,
      detail: "SELECT command denied to user 'u'@'%' for table 'cdb_ob_backup_jobs'",
    });
    expect(error.message).toBe('views_denied (server error 1142)');
  });

  it('never carries the name mysql2 has for the number: it is from another table', () => {
    const error = toSourceError(
      fromServer(4012, 'Timeout', 'ER_STARTING_REPLICA_MONITOR_IO_THREAD'),
      label,
      'reading',
    );
    expect(error.kind).toBe('timed_out');
    expect(errorInEnglish(error)).not.toContain('REPLICA');
  });

  it('has in an Oracle tenant OceanBase’s number inside 600', () => {
    const inner = fromServer(600, 'ORA-00600: internal error code, arguments: -4012, Timeout');
    expect(serverNumber(inner)).toBe(4012);
    expect(toSourceError(inner, label, 'reading').kind).toBe('timed_out');
    expect(serverNumber(fromServer(600, 'ORA-00600: internal error code'))).toBe(600);
  });

  it.each([
    [fromServer(1017, 'ORA-01017: invalid username/password; logon denied'), 'wrong_login'],
    [fromServer(600, 'ORA-00600: internal error code, arguments: -4043, Incorrect password'), 'wrong_login'],
    [fromServer(600, 'ORA-00600: internal error code, arguments: -5160, Invalid tenant'), 'wrong_login'],
    [fromServer(600, 'ORA-00600: internal error code, arguments: -5036, No'), 'host_not_allowed'],
    [fromServer(600, 'ORA-00600: internal error code, arguments: -5039, User locked'), 'account_locked'],
    [fromServer(28000, 'ORA-28000: the account is locked'), 'account_locked'],
  ])('is a refused login in an Oracle tenant’s words, too, and not tried again: %s', (thrown, id) => {
    const error = toSourceError(thrown, label, 'connecting');
    expect(error).toMatchObject({ kind: 'login_refused', reason: { id } });
    expect(needsUser(error)).toBe(true);
  });

  it('that the table does not have keeps number and text', () => {
    const error = toSourceError(fromServer(5555, 'no words'), label, 'reading');
    expect(error.kind).toBe('server_error');
    expect(error.reason).toEqual({ id: 'other_number', number: 5555, ...label, detail: 'no words' });
    expect(toSourceError(fromServer(5555, 'no words'), label, 'connecting').kind).toBe('cannot_connect');
  });

  it('is made safe to draw', () => {
    const error = toSourceError(fromServer(1142, 'a\u001b]0;x\u0007b'), label, 'reading');
    expect(JSON.stringify(error.reason)).not.toMatch(/\\u00|\\[bfnrt]/);
  });

  it('has no more than 1,000 characters of it', () => {
    const error = toSourceError(fromServer(5555, 'x'.repeat(900_000)), label, 'reading');
    expect(error.reason).toMatchObject({ detail: `${'x'.repeat(1000)}…` });
  });

  it('of a socket file that nothing listens at speaks of the file, not of host and port', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED', syscall: 'connect' });
    const error = toSourceError(refused, { ...label, where: '/tmp/sql.sock' }, 'connecting');
    expect(errorInEnglish(error)).toBe(
      'Cannot connect to /tmp/sql.sock: nothing is listening at this socket file. Check -S.',
    );
  });

  it('names the user as it is, marks of replacement included', () => {
    const error = toSourceError(
      fromServer(1045, 'denied'),
      { user: "a$&{where}$'b", where: 'h:1' },
      'connecting',
    );
    expect(errorInEnglish(error)).toContain("h:1 refused the login of a$&{where}$'b:");
  });
});

describe('A failure where no server spoke', () => {
  it.each([
    ['ECONNREFUSED', 'cannot_connect', 'connection_refused'],
    ['ENOTFOUND', 'cannot_connect', 'unknown_host'],
    ['PROTOCOL_CONNECTION_LOST', 'connection_lost', 'closed_by_server'],
    ['ANSWER_TIMEOUT', 'timed_out', 'answer_timeout'],
  ])('%s is %s', (code, kind, id) => {
    const error = toSourceError(Object.assign(new Error('x'), { code }), label, 'reading');
    expect(error.kind).toBe(kind);
    expect(error.reason).toEqual({ id, ...label, detail: 'x' });
    expect(error.serverNumber).toBeNull();
  });

  it('while connecting means that there never was a connection', () => {
    const lost = Object.assign(new Error('x'), { code: 'ECONNRESET' });
    expect(toSourceError(lost, label, 'connecting').kind).toBe('cannot_connect');
  });

  it.each([
    '400D2291577F0000:error:0A000418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca:../deps/openssl/record/rec_layer_s3.c:918:SSL alert number 48\n',
    'error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA',
  ])('has the reason that the TLS library names, not its numbers and sources', message => {
    const error = Object.assign(new Error(message), { code: 'HANDSHAKE_SSL_ERROR' });
    const { reason } = toSourceError(error, label, 'connecting');
    expect(reason).toMatchObject({ id: 'tls_failed', detail: 'tlsv1 alert unknown ca' });
  });

  it('has what TLS objected to', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'HANDSHAKE_SSL_ERROR' });
    expect(toSourceError(error, label, 'connecting').reason).toMatchObject({
      id: 'tls_failed',
      detail: 'self-signed certificate',
    });
  });

  it('of any kind becomes one line and a SourceError, and stays the same when converted again', () => {
    fc.assert(
      fc.property(fc.anything(), thrown => {
        const error = toSourceError(thrown, label, 'reading');
        expect(error).toBeInstanceOf(SourceError);
        expect(errorInEnglish(error)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(toSourceError(error, label, 'connecting')).toBe(error);
      }),
    );
  });
});

describe('The tables of errors', () => {
  it.each([4012, 4038, 5150, 4013, 5627, 8001, 1317, 5066])('take %i for passing', number => {
    expect(isPassing(toSourceError(fromServer(number, 'x'), label, 'reading'))).toBe(true);
  });

  it.each([1045, 1142, 1146, 942, 1031, 1054, 1064, 1305])('take %i for lasting', number => {
    expect(isPassing(toSourceError(fromServer(number, 'x'), label, 'reading'))).toBe(false);
  });
});
