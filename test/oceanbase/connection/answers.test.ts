import { describe, expect, it, onTestFinished } from 'vitest';
import type { SourceError } from '../../../source/backup/source.ts';
import { connect } from '../../../source/oceanbase/connection/connection.ts';
import { toSourceError } from '../../../source/oceanbase/connection/errors.ts';
import { KnownPeer } from '../../../source/oceanbase/connection/known-peer.ts';
import { liveSource } from '../../../source/oceanbase/live-source.ts';
import { until } from '../../contract/servers/until.ts';
import { areFreed } from '../../fixtures/freed.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';
import { type Behaviour, startRogue } from './rogue/server.ts';

const login = { greets: 'mysql_native_password', switchesTo: null, tls: null } as const;

async function settingsTo(answer: Behaviour['answer']) {
  const rogue = await startRogue({ ...login, ...(answer === undefined ? {} : { answer }) });
  const host = '127.0.0.1';
  return {
    host,
    port: rogue.port,
    socket: null,
    user: 'root@sys',
    password: '',
    ssl: { mode: 'preferred', ca: null },
  } as const;
}

const text = (value: string) => Buffer.concat([Buffer.from([value.length]), Buffer.from(value)]);

/** The packets before the rows of a result with one text column. */
function head(name: string): Buffer[] {
  const type = Buffer.from([0x0c, 45, 0, 0, 1, 0, 0, 253, 0, 0, 0, 0, 0]);
  return [
    Buffer.from([1]),
    Buffer.concat([text('def'), text(''), text(''), text(''), text(name), text(name), type]),
    Buffer.from([0xfe, 0, 0, 2, 0]),
  ];
}

/** Rows of a hundred characters. */
function* endless(): Generator<Uint8Array> {
  yield* head('x');
  const row = text('x'.repeat(100));
  for (let rows = 0; rows < 40_000; rows++) yield row;
}

describe('an answer that was read', () => {
  it('is not kept by the driver, nor is its connection', async () => {
    const answer = () => [...head('kept'), text('a value'), Buffer.from([0xfe, 0, 0, 2, 0])];
    const settings = await settingsTo(answer);
    const label = { user: 'root@sys', where: '127.0.0.1' };
    const readOnce = async () => {
      const link = await connect(settings, label, new KnownPeer(), new AbortController().signal);
      const result = await link.query('SELECT 1');
      expect(result.rows).toEqual([['a value']]);
      await link.close();
      return [new WeakRef(link), new WeakRef(result.rows)];
    };
    const kept = await readOnce();
    expect(await areFreed(...kept)).toBe(true);
  });
});

/** The packets of a result without rows; `more`: that another one follows. */
const emptyResult = (more: boolean) => [...head('x'), Buffer.from([0xfe, 0, 0, more ? 0x0a : 2, 0])];

describe('an answer of another shape than one result', () => {
  it.each([
    ['5,000 columns', [Buffer.from([0xfc, 0x88, 0x13]), ...head('x').slice(1, 2)]],
    ['columns without end', [Buffer.from([0xfe, 0, 0, 0, 0, 1, 0, 0, 0]), ...head('x').slice(1, 2)]],
    ['a second result', [...emptyResult(true), ...emptyResult(false)]],
    ['OK packets without end', Array(3).fill(Buffer.from([0, 0, 0, 0x0a, 0, 0, 0]))],
  ])('is no longer read where that shows: %s', async (_, packets) => {
    const settings = await settingsTo(() => packets);
    const label = { user: 'root@sys', where: '127.0.0.1' };
    const link = await connect(settings, label, new KnownPeer(), new AbortController().signal);
    onTestFinished(() => link.close());
    const failure = await link.query('SELECT 1').catch(error => toSourceError(error, label, 'reading'));
    expect(failure).toMatchObject({ kind: 'connection_lost', reason: { id: 'not_the_protocol' } });
    expect(link.lost).toBe(true);
  });
});

describe('an answer without end', () => {
  it('is cut off, with a sentence, long before it fills the memory', async () => {
    const settings = await settingsTo(() => endless());
    const label = { user: 'root@sys', where: '127.0.0.1' };
    const link = await connect(settings, label, new KnownPeer(), new AbortController().signal);
    onTestFinished(() => link.close());
    const failure = await link.query('SELECT 1', { values: 5000, bytes: 1_000_000 }).then(
      () => null,
      (error: unknown) => toSourceError(error, label, 'reading'),
    );
    expect(failure).toMatchObject({ kind: 'connection_lost', reason: { id: 'answer_too_large' } });
    expect(errorInEnglish(failure as SourceError)).toContain('far more than was asked for');
    expect(link.lost).toBe(true);
    // A time limit that goes on would keep all that has arrived until it has passed, which is later than this.
    const hasNoTimer = () => !process.getActiveResourcesInfo().includes('Timeout');
    expect(await until(hasNoTimer, 5000)).toBe(true);
  });

  it.each([
    ['in place of the greeting', 'greeting', null],
    ['in place of the answer to the login', 'login', null],
    ['in place of the answer to the login, within TLS', 'login', 'first'],
  ] as const)('is cut off, too, where it comes %s', async (_, place, tls) => {
    // The beginning of a packet of 16 MB, to which mysql2 would add any number of further ones.
    const number = place === 'greeting' ? 0 : 2;
    const begun = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, number, 10]), Buffer.alloc(2_000_000)]);
    const rogue = await startRogue({ ...login, tls, instead: { [place]: begun } });
    const settings = { ...(await settingsTo(undefined)), port: rogue.port };
    const label = { user: 'root@sys', where: '127.0.0.1' };
    const failure = await connect(settings, label, new KnownPeer(), new AbortController().signal).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      kind: 'cannot_connect',
      reason: { id: 'answer_too_large', detail: '1 MB' },
    });
  });
});

describe('an answer that is none to the statement', () => {
  it.each([
    ['OK to everything', undefined],
    [
      'one column where eight were asked for',
      () => [...head('x'), text('1'), Buffer.from([0xfe, 0, 0, 2, 0])],
    ],
    ['columns and no rows', () => [...head('x'), Buffer.from([0xfe, 0, 0, 2, 0])]],
  ])('is a failure, never an empty cluster: %s', async (_, answer) => {
    const source = liveSource(await settingsTo(answer));
    onTestFinished(() => source.close());
    const failure = await source.read({ kind: 'tenants' }).then(
      () => null,
      (error: SourceError) => error,
    );
    expect(failure).toMatchObject({ kind: 'server_error', reason: { id: 'unexpected_answer' } });
  });
});
