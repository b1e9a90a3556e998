import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '../../source/oceanbase/connection/connection.ts';
import { KnownPeer } from '../../source/oceanbase/connection/known-peer.ts';
import type { SslMode } from '../../source/oceanbase/connection/tls.ts';
import { type Engine, startEngine } from './servers/engine.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import { sourceOn } from './source-on.ts';

describeOnEngine('An encrypted connection', stage => {
  let engine: Engine;
  let ca = '';
  beforeAll(async () => {
    engine = await startEngine({ tls: true });
    ca = await readFile(engine.certificates!.ca, 'utf8');
  });
  afterAll(() => engine?.stop());

  /** Logs in to the engine with TLS; there are no backup views there, so that is what a login ends with. */
  const login = (mode: SslMode, given: { ca?: string | null; host?: string } = {}) =>
    sourceOn(
      {
        connection: () => ({
          host: given.host ?? engine.host,
          port: engine.port,
          user: 'root',
          password: '',
        }),
      },
      'root',
      { ssl: { mode, ca: given.ca ?? null } },
    )
      .identify()
      .catch(error => error);

  it.each(['disabled', 'preferred', 'required'] as const)(
    'is not asked for a certificate in mode %s',
    async mode => {
      expect(await login(mode)).toMatchObject({ kind: 'views_missing' });
    },
  );

  it.each([
    ['disabled', false],
    ['preferred', true],
    ['required', true],
  ] as const)('is one in mode %s: %s', async (mode, encrypted) => {
    const { host, port } = engine;
    const label = { user: 'root', where: `${host}:${port}` };
    const settings = { host, port, socket: null, user: 'root', password: '', ssl: { mode, ca: null } };
    const link = await connect(settings, label, new KnownPeer(), new AbortController().signal);
    expect(link.tls).toBe(encrypted);
    expect((await link.query('SELECT 1')).rows).toEqual([['1']]);
    await link.close();
  });

  it.each(['verify_ca', 'verify_identity'] as const)(
    'is trusted in mode %s with the right authority',
    async mode => {
      for (const host of ['127.0.0.1', 'localhost']) {
        expect(await login(mode, { ca, host })).toMatchObject({ kind: 'views_missing' });
      }
    },
  );

  it.each(['verify_ca', 'verify_identity'] as const)('is refused in mode %s without it', async mode => {
    expect(await login(mode)).toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'tls_failed', detail: expect.stringMatching(/certificate/) },
    });
  });

  it('is held against the address asked for, not against localhost', async () => {
    // 127.0.0.2 is the same engine, and not in its certificate.
    expect(await login('verify_ca', { ca, host: '127.0.0.2' })).toMatchObject({ kind: 'views_missing' });
    expect(await login('verify_identity', { ca, host: '127.0.0.2' })).toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'tls_failed', detail: expect.stringContaining('127.0.0.2') },
    });
  });

  it.each(['', 'no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'])(
    'is refused with certificates that are none (%j)',
    async text => {
      expect(await login('verify_ca', { ca: text })).toMatchObject({ kind: 'cannot_connect' });
    },
  );

  it('falls back where the server offers none, unless it was demanded', async () => {
    const given = (mode: SslMode) => sourceOn(stage, 'root', { ssl: { mode, ca: null } }).identify();
    expect(await given('preferred')).toMatchObject({ tls: false });
    await expect(given('required')).rejects.toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'tls_missing' },
    });
  });
});
