// @module-tag slow
import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Simulator } from '../../source/simulator/index.ts';
import { closeAll, connect, simulate, value } from './client.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await simulate();
});
afterAll(closeAll);

/** Sends bytes after the greeting, then says good-bye; resolves when the connection is over. */
async function send(parts: readonly Uint8Array[]): Promise<void> {
  const socket: Socket = connectSocket(simulator.port, simulator.host);
  socket.on('error', () => undefined);
  await once(socket, 'data');
  for (const part of parts) socket.write(part);
  socket.end();
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
}

/** A login packet of root@sys without a password, as an old client sends it. */
function login(): Buffer {
  const body = Buffer.concat([
    Buffer.from([0x05, 0xa2, 0x0a, 0x00, 0, 0, 0, 1, 45]),
    Buffer.alloc(23),
    Buffer.from('root@sys\0'),
    Buffer.from([0]),
  ]);
  return Buffer.concat([Buffer.from([body.length, 0, 0, 1]), body]);
}

const packet = (body: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([body.length & 0xff, (body.length >> 8) & 0xff, 0, 0]), body]);

async function stillAnswers(): Promise<void> {
  const connection = await connect(simulator);
  expect(await value(connection, 'SELECT 1')).toBe('1');
  connection.destroy();
}

const word = fc.constantFrom(
  ...(
    'SELECT FROM WHERE ( ) , . * ; \' " ` -- # /* */ /*! ? @ @@ @@version := UNION ALL ORDER BY GROUP LIMIT 1 0x1F 1e9 ' +
    'AS JOIN ON LEFT IN IS NULL NOT CASE WHEN THEN END CAST CHAR INTERVAL DAY oceanbase CDB_OB_BACKUP_JOBS STATUS ' +
    "x 'a' \"b\" `c` SHOW VARIABLES TABLES LIKE SET time_zone = '+00:00' DESC USE WITH RECURSIVE KILL ROWNUM FETCH FIRST " +
    'ROWS ONLY COUNT NOW IF DUAL EXISTS BETWEEN AND OR || && <=> != % _ \\ 商城 information_schema columns'
  ).split(' '),
);

describe('Whatever a client sends, the simulator', () => {
  it('survives bytes that are no login', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 }), send), {
      numRuns: 60,
    });
    await stillAnswers();
  });

  it('survives commands that are none, or are broken off', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.uint8Array({ maxLength: 60 })), {
          maxLength: 8,
        }),
        commands =>
          send([login(), ...commands.map(([code, body]) => packet(Uint8Array.from([code, ...body])))]),
      ),
      { numRuns: 120 },
    );
    await stillAnswers();
  });

  it('survives an announced packet larger than allowed', async () => {
    const parts = Array.from({ length: 3 }, () =>
      Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0]), Buffer.alloc(0xffffff, 32)]),
    );
    await send([login(), ...parts]);
    await stillAnswers();
  });

  it('answers statements of any words, in both modes, with a result or an error of a number', async () => {
    const connections = [
      await connect(simulator, 'root@sys', '', { database: 'oceanbase' }),
      await connect(simulator, 'SYS@oracle_tenant', 'tenant'),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(word, { minLength: 1, maxLength: 14 }),
        fc.constantFrom(0, 1),
        async (words, which) => {
          const connection = connections[which];
          const sql = ['SELECT', ...words].join(' ');
          try {
            await connection?.query(sql);
          } catch (error) {
            expect((error as { errno?: number }).errno).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 400 },
    );
    for (const connection of connections) await connection.query('SELECT 1 FROM DUAL');
  });

  it('answers statements of any characters, and prepared ones', async () => {
    const connection = await connect(simulator);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
        for (const attempt of [
          () => connection.query(`SELECT ${text}`),
          () => connection.execute(`SELECT ${text}`),
        ]) {
          try {
            await attempt();
          } catch (error) {
            expect(error).toBeInstanceOf(Error);
          }
        }
      }),
      { numRuns: 150 },
    );
    await stillAnswers();
  });

  it('survives deep nesting and long texts', async () => {
    const connection = await connect(simulator);
    const deep = 5_000;
    for (const sql of [
      `SELECT ${'('.repeat(deep)}1${')'.repeat(deep)}`,
      `SELECT ${'('.repeat(deep)}`,
      `SELECT '${'x'.repeat(2_000_000)}' AS t`,
      `SELECT ${'1+'.repeat(20_000)}1`,
      `${'(SELECT '.repeat(500)}1${')'.repeat(500)}`,
    ]) {
      await connection.query(sql).catch(error => expect(error.errno).toBeGreaterThan(0));
    }
    await stillAnswers();
  });
});
