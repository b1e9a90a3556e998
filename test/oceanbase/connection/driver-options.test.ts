import { describe, expect, it } from 'vitest';
import { type ConnectSettings, driverOptions } from '../../../source/oceanbase/connection/driver-options.ts';

const settings: ConnectSettings = {
  host: '10.0.0.5',
  port: 2881,
  socket: null,
  user: 'root@sys',
  password: 'secret',
  ssl: { mode: 'preferred', ca: null },
};

describe('The driver', () => {
  it('keeps the TCP connection alive, so that a firewall does not drop one that idles between refreshes', () => {
    expect(driverOptions(settings, null)).toMatchObject({ enableKeepAlive: true });
  });

  it('gives up on a server that does not greet within ten seconds', () => {
    expect(driverOptions(settings, null)).toMatchObject({ connectTimeout: 10_000 });
    expect(driverOptions({ ...settings, connectTimeoutMillis: 300 }, null)).toMatchObject({
      connectTimeout: 300,
    });
  });

  it('hands on every value as the text the server sent, and rows as arrays', () => {
    const { typeCast, rowsAsArray, charset } = driverOptions(settings, null);
    const field = { type: 'LONGLONG', string: () => '18446744073709551615' };
    const cast = typeCast as (field: unknown, next: () => unknown) => unknown;
    expect(cast(field, () => 1.8e19)).toBe('18446744073709551615');
    expect([rowsAsArray, charset]).toEqual([true, 'utf8mb4']);
  });

  it('connects to a socket file in place of host and port where there is one', () => {
    const options = driverOptions({ ...settings, socket: '/tmp/sql.sock' }, null);
    expect(options).toMatchObject({ socketPath: '/tmp/sql.sock' });
    expect(options).not.toHaveProperty('host');
    expect(driverOptions(settings, null)).toMatchObject({ host: '10.0.0.5', port: 2881 });
  });

  it('encrypts only with the options of TLS that it was given', () => {
    expect(driverOptions(settings, null)).not.toHaveProperty('ssl');
    expect(driverOptions(settings, { rejectUnauthorized: true })).toMatchObject({
      ssl: { rejectUnauthorized: true },
    });
  });
});
