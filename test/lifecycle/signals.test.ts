import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../source/lifecycle/exit-codes.ts';
import { type End, type ProcessLike, watchSignals } from '../../source/lifecycle/signals.ts';

const fakeProcess = (env: Record<string, string> = {}): ProcessLike =>
  Object.assign(new EventEmitter(), { stdout: new EventEmitter(), stderr: new EventEmitter(), env });

const watched = (env?: Record<string, string>) => {
  const fake = fakeProcess(env);
  const end = vi.fn<End>();
  return { fake, end, stop: watchSignals(fake, end) };
};

const failed = (code: string) => Object.assign(new Error(`write ${code}`), { code });

describe('watchSignals', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ])('ends on %s with %i and says nothing', (signal, code) => {
    const { fake, end } = watched();
    fake.emit(signal, signal, 2);
    expect(end).toHaveBeenCalledExactlyOnceWith(code, null);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('ends on %s with its message in one line', event => {
    const { fake, end } = watched();
    fake.emit(event, new Error('cannot read\n\u001B[31mx.'));
    expect(end).toHaveBeenCalledExactlyOnceWith(1, {
      id: 'internal',
      message: 'cannot read [31mx',
      variable: 'OB_BACKUP_TOP_DEBUG',
    });
  });

  it('shows the stack trace to who asks for it', () => {
    const { fake, end } = watched({ OB_BACKUP_TOP_DEBUG: '1' });
    fake.emit('uncaughtException', new Error('broken'));
    expect(end).toHaveBeenCalledExactlyOnceWith(1, {
      stack: expect.stringMatching(/Error: broken\n\s+at /),
    });
  });

  it.each([[undefined], ['a string'], [null], [{}]])('takes %j as what was thrown', thrown => {
    const { fake, end } = watched();
    fake.emit('unhandledRejection', thrown);
    expect(end.mock.lastCall![0]).toBe(1);
  });

  it('ends quietly with 0 when the reader of a pipe has gone', () => {
    const { fake, end } = watched();
    fake.stdout.emit('error', failed('EPIPE'));
    expect(end).toHaveBeenCalledExactlyOnceWith(0, null);
  });

  it('ends as by HUP when the terminal has gone', () => {
    const { fake, end } = watched();
    fake.stdout.emit('error', failed('EIO'));
    expect(end).toHaveBeenCalledExactlyOnceWith(129, null);
  });

  it.each([
    ['ENOSPC', { id: 'disk_full' }],
    ['EFBIG', { id: 'output_failed', code: 'EFBIG' }],
  ])('says that standard output cannot be written for %s', (code, reason) => {
    const { fake, end } = watched();
    fake.stdout.emit('error', failed(code));
    expect(end).toHaveBeenCalledExactlyOnceWith(1, reason);
  });

  it('does not end for a standard error nobody reads', () => {
    const { fake, end } = watched();
    fake.stderr.emit('error', failed('EPIPE'));
    expect(end).not.toHaveBeenCalled();
  });

  it('ends once: the first reason counts', () => {
    const { fake, end } = watched();
    fake.emit('SIGTERM');
    fake.emit('SIGINT');
    fake.emit('uncaughtException', new Error('closing twice'));
    fake.stdout.emit('error', failed('EPIPE'));
    expect(end).toHaveBeenCalledExactlyOnceWith(143, null);
  });

  it('leaves nothing behind when it is stopped', () => {
    const { fake, stop } = watched();
    stop();
    expect(fake.eventNames()).toEqual([]);
    expect([...fake.stdout.eventNames(), ...fake.stderr.eventNames()]).toEqual([]);
  });
});

describe('exitCodes', () => {
  it('gives each ending a code of its own', () => {
    const codes = Object.values(exitCodes);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
