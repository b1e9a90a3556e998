import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseComment } from '../../source/backup/comment.ts';

describe('A COMMENT', () => {
  it('of a server tells log stream, address, module, code and trace id', () => {
    const text =
      '(SERVER)ls_id: 1003, addr: 10.0.0.7:2882, module: BACKUP_DATA, result: -4012(Timeout), trace_id: YB420A000007-0005F-0-0';
    expect(parseComment(text)).toEqual({
      origin: 'SERVER',
      address: '10.0.0.7:2882',
      lsId: 1003n,
      module: 'BACKUP_DATA',
      code: -4012,
      codeText: 'Timeout',
      traceId: 'YB420A000007-0005F-0-0',
    });
  });

  it('of the root service has no log stream and no module', () => {
    const text = '(ROOTSERVICE)addr: 10.0.0.5:2882, result: 4016(Internal error), trace_id: Y1-2';
    expect(parseComment(text)).toMatchObject({
      origin: 'ROOTSERVICE',
      address: '10.0.0.5:2882',
      lsId: null,
      module: null,
      code: -4016,
      traceId: 'Y1-2',
    });
  });

  it('reads an IPv6 address', () => {
    expect(parseComment('(SERVER)ls_id: 1, addr: "[fe80::1]:2882", result: -4009')?.address).toBe(
      '[fe80::1]:2882',
    );
  });

  it.each(['', 'cancelled by user', '(SERVER)', 'addr: 1.2.3.4:1'])(
    'of another form (%j) is left as it is',
    text => {
      expect(parseComment(text)).toBeNull();
    },
  );

  it('of any text is read without an error', () => {
    fc.assert(fc.property(fc.string(), text => void parseComment(`(SERVER)${text}`)));
  });
});
