// A server that lets nobody in who shows no certificate.
import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../source/oceanbase/connection/connection.ts';
import { KnownPeer } from '../../../source/oceanbase/connection/known-peer.ts';
import { certificates, startRogue } from './rogue/server.ts';

async function login(client: { cert: string; key: string } | null) {
  const rogue = await startRogue({
    greets: 'mysql_native_password',
    switchesTo: null,
    tls: 'first',
    wants: 'second',
    answer: () => [Buffer.from([0, 0, 0, 2, 0, 0, 0])],
  });
  const address = { host: '127.0.0.1', port: rogue.port, socket: null };
  const ssl = { mode: 'required', ca: null, client } as const;
  const link = await connect(
    { ...address, user: 'root@sys', password: '', ssl },
    { user: 'root@sys', where: `127.0.0.1:${rogue.port}` },
    new KnownPeer(),
    new AbortController().signal,
  );
  onTestFinished(() => link.close());
  return { link, rogue };
}

describe('a server that wants a certificate', () => {
  it('lets in who shows it', async () => {
    const { link, rogue } = await login(certificates.second);
    expect(link.tls).toBe(true);
    expect(rogue.received.flat().length).toBeGreaterThan(0);
  });

  it('refuses who shows none, which is said with the reason of the TLS library', async () => {
    await expect(login(null)).rejects.toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'tls_failed', detail: expect.stringMatching(/^[a-z0-9 ]*certificate[a-z0-9 ]*$/) },
    });
  });
});
