import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../../source/oceanbase/connection/connection.ts';
import { KnownPeer } from '../../../source/oceanbase/connection/known-peer.ts';
import type { SslMode } from '../../../source/oceanbase/connection/tls.ts';
import { accepted, certificates, packet, type Rogue, startRogue } from './rogue/server.ts';

const password = 'the secret of this test';
const native = 'mysql_native_password';

async function login(rogue: Rogue, mode: SslMode, peer = new KnownPeer()) {
  const ca = mode === 'verify_ca' ? certificates.first.cert : null;
  const { port } = rogue;
  const link = await connect(
    { host: '127.0.0.1', port, socket: null, user: 'root@sys', password, ssl: { mode, ca } },
    { user: 'root@sys', where: `127.0.0.1:${port}` },
    peer,
    new AbortController().signal,
  );
  onTestFinished(() => link.close());
  return link;
}

const refusal = (rogue: Rogue, mode: SslMode = 'preferred', peer?: KnownPeer) =>
  login(rogue, mode, peer).then(
    () => null,
    (error: unknown) => error,
  );

describe('The password', () => {
  it.each(['caching_sha2_password', 'sha256_password', 'mysql_clear_password', 'dialog'])(
    'is kept, and nothing of the login sent, where the greeting asks for %s',
    async greets => {
      for (const tls of [null, 'first'] as const) {
        const rogue = await startRogue({ greets, switchesTo: null, tls });
        expect(await refusal(rogue)).toMatchObject({
          kind: 'login_refused',
          reason: { id: 'plugin_refused', detail: greets },
        });
        expect(rogue.received.flat()).toEqual([]);
      }
    },
  );

  it.each([
    'caching_sha2_password',
    'sha256_password',
    'mysql_clear_password',
    'dialog',
    '__proto__',
    'mysql_old_password',
  ])('is kept where the login is answered with a switch to %s', async switchesTo => {
    for (const tls of [null, 'first'] as const) {
      const rogue = await startRogue({ greets: native, switchesTo, tls });
      expect(await refusal(rogue)).toMatchObject({
        kind: 'login_refused',
        reason: { id: expect.stringMatching(/^plugin_refused$|^plugin_unknown$|^clear_password_refused$/) },
      });
      // The login packet alone, with the hash that mysql_native_password sends.
      const packets = rogue.received.flat();
      expect(packets).toHaveLength(1);
      expect(packets[0]?.includes(password)).toBe(false);
    }
  });

  it('is given by caching_sha2_password to a server whose certificate was verified', async () => {
    const rogue = await startRogue({ greets: native, switchesTo: 'caching_sha2_password', tls: 'first' });
    await login(rogue, 'verify_ca');
    expect(rogue.received.flat().at(-1)?.toString()).toBe(`${password}\0`);
  });

  it('is not given to one with another certificate', async () => {
    const rogue = await startRogue({ greets: native, switchesTo: 'caching_sha2_password', tls: 'second' });
    expect(await refusal(rogue, 'verify_ca')).toMatchObject({ kind: 'cannot_connect' });
    expect(rogue.received.flat()).toEqual([]);
  });
});

describe('What comes in clear with the greeting of a server that offers TLS', () => {
  const toSha2 = packet(2, Buffer.from('\xfecaching_sha2_password\0xxxxxxxxxxxxxxxxxxxx\0', 'latin1'));
  it.each([
    ['an OK, as if it were logged in', packet(2, accepted)],
    ['an error', packet(2, Buffer.from('\xff\x15\x04#28000no', 'latin1'))],
    ['a demand for the password', Buffer.concat([toSha2, packet(3, Buffer.from([1, 4]))])],
    ['the beginning of a packet', Buffer.from([7, 0, 0])],
    ['a byte', Buffer.from([1])],
  ])('is not taken as part of the login: %s', async (_, withGreeting) => {
    for (const mode of ['preferred', 'required', 'verify_ca'] as const) {
      const rogue = await startRogue({ greets: native, switchesTo: null, tls: 'first', withGreeting });
      expect(await refusal(rogue, mode)).toMatchObject({
        kind: 'cannot_connect',
        reason: { id: 'not_the_protocol' },
      });
      expect(rogue.received.flat()).toEqual([]);
    }
  });
});

describe('A connection that once had TLS', () => {
  it('is never made again without, and sends no login', async () => {
    const rogue = await startRogue({ greets: native, switchesTo: null, tls: 'first' });
    const peer = new KnownPeer();
    await login(rogue, 'preferred', peer);
    rogue.behaviour = { ...rogue.behaviour, tls: null };
    expect(await refusal(rogue, 'preferred', peer)).toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'tls_withdrawn' },
    });
    expect(rogue.received.slice(1).flat()).toEqual([]);
  });

  it('remembers that the certificate changed, whatever comes after', async () => {
    const rogue = await startRogue({ greets: native, switchesTo: null, tls: 'first' });
    const peer = new KnownPeer();
    const changed: boolean[] = [];
    for (const tls of ['first', 'first', 'second', 'first'] as const) {
      rogue.behaviour = { ...rogue.behaviour, tls };
      await login(rogue, 'preferred', peer);
      changed.push(peer.certificateChanged);
    }
    expect(changed).toEqual([false, false, true, true]);
  });
});

describe('A server without TLS', () => {
  it('is logged in to by mysql_native_password where TLS is only preferred', async () => {
    const rogue = await startRogue({ greets: native, switchesTo: null, tls: null });
    expect((await login(rogue, 'preferred')).tls).toBe(false);
    expect(rogue.received).toHaveLength(1);
  });
});
