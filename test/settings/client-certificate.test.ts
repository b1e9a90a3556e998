import { open } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { tlsOptions } from '../../source/oceanbase/connection/tls.ts';
import { readClientCertificate } from '../../source/settings/secret-file.ts';

const pem = (name: string) => new URL(`../oceanbase/connection/rogue/${name}.pem`, import.meta.url).pathname;
const read = (cert: string | null, key: string | null) => readClientCertificate({ cert, key }, { open });

describe('a client certificate', () => {
  it('is read with its key', async () => {
    expect(await read(pem('first-cert'), pem('first-key'))).toEqual({
      cert: expect.stringContaining('-----BEGIN CERTIFICATE-----'),
      key: expect.stringContaining('PRIVATE KEY-----'),
    });
    expect(await read(null, null)).toBeNull();
  });

  it('is refused without its key, with another one, or where a file is missing', async () => {
    expect(await read(pem('first-cert'), null)).toEqual({
      problem: { id: 'ssl_cert_and_key', given: 'ssl-cert', missing: 'ssl-key' },
    });
    expect(await read(null, pem('first-key'))).toMatchObject({ problem: { missing: 'ssl-cert' } });
    expect(await read(pem('first-cert'), pem('second-key'))).toMatchObject({
      problem: { id: 'ssl_key_unusable', detail: expect.stringContaining('mismatch') },
    });
    expect(await read(pem('first-cert'), pem('no'))).toMatchObject({
      problem: { id: 'file_missing', option: 'ssl-key' },
    });
  });

  it('goes with every connection that has TLS', async () => {
    const client = { cert: 'C', key: 'K' };
    for (const mode of ['preferred', 'required', 'verify_ca', 'verify_identity'] as const) {
      expect(await tlsOptions({ mode, ca: null, client }, false)).toMatchObject(client);
    }
    expect(await tlsOptions({ mode: 'disabled', ca: null, client }, false)).toBeNull();
    expect(await tlsOptions({ mode: 'required', ca: null, client: null }, false)).toEqual({
      rejectUnauthorized: false,
    });
  });
});
