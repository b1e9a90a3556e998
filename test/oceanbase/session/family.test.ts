import { describe, expect, it } from 'vitest';
import type { ServerLink } from '../../../source/oceanbase/connection/link.ts';
import { chooseFamily } from '../../../source/oceanbase/session/identity.ts';

/** A connection on which the view of sys is refused with this number. */
function refusing(errno: number): ServerLink {
  const error = Object.assign(new Error('refused'), { errno, sqlState: '42000', sqlMessage: 'refused' });
  return {
    tls: false,
    fingerprint: null,
    lost: false,
    query: () => Promise.reject(error),
    close: async () => undefined,
    cut: () => undefined,
  };
}

describe('The views of a tenant that does not tell its number', () => {
  const label = { user: 'root@sys', where: '127.0.0.1:2881' };

  it('are those of sys where the view of sys is there and may not be read (1142, 1044)', async () => {
    for (const errno of [1142, 1044]) {
      expect(await chooseFamily(refusing(errno), label, 'MYSQL', null)).toBe('sys');
    }
  });

  it('are those of a user tenant where the view of sys is not there (1146)', async () => {
    expect(await chooseFamily(refusing(1146), label, 'MYSQL', null)).toBe('mysql');
  });

  it('looks the same as a server that is busy (4038)', async () => {
    await expect(chooseFamily(refusing(4038), label, 'MYSQL', null)).rejects.toMatchObject({
      kind: 'server_busy',
    });
  });
});
