import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createConnection } from 'mysql2/promise';
import { expect, inject, it } from 'vitest';
import { ask } from './ask.ts';
import { startEngine } from './engine.ts';
import { engineStage } from './engine-stage.ts';
import { describeOnEngine } from './every-stage.ts';
import { reachEngine } from './shared-engine.ts';

describeOnEngine('The engine', stage => {
  it('lets the partial reader read the job views and no others', async () => {
    expect(await ask(stage, 'SELECT 1 FROM CDB_OB_BACKUP_JOBS', 'partial')).toEqual([]);
    const tasks = ask(stage, 'SELECT 1 FROM CDB_OB_BACKUP_TASKS', 'partial');
    await expect(tasks).rejects.toMatchObject({ errno: 1142 });
  });

  it('holds the largest unsigned number exactly', async () => {
    await stage.put('TASKS', 1002n, { TASK_ID: '1', START_SCN: '18446744073709551615' });
    expect(await ask(stage, 'SELECT START_SCN FROM CDB_OB_BACKUP_TASKS')).toEqual([
      { START_SCN: '18446744073709551615' },
    ]);
    await stage.clear();
  });

  it('lets no reader change rows', async () => {
    const change = ask(stage, 'DELETE FROM stage.JOBS', 'reader');
    await expect(change).rejects.toMatchObject({ errno: 1142 });
  });

  it('is clean for the next suite, even when the last one killed it with rows in it', async () => {
    const found = inject('engine');
    if ('reason' in found) throw new Error(found.reason);
    await stage.put('JOBS', 1002n, { JOB_ID: '7' });
    await stage.build({ as: 'mysql', release: '4.0.0' });
    await stage.kill?.();
    const next = await engineStage(await reachEngine(found.address));
    expect(await ask(next, 'SELECT JOB_ID FROM CDB_OB_BACKUP_JOBS')).toEqual([]);
    await next.close();
  });

  it('has no Oracle mode, and says so', async () => {
    await expect(stage.build({ as: 'oracle', release: '4.3.3' })).rejects.toThrow('no Oracle mode');
  });

  it('knows which releases there are', async () => {
    await expect(stage.build({ as: 'sys', release: '5.0.0' })).rejects.toThrow('4.3.3');
  });

  it('offers TLS with a certificate its own authority signed', async () => {
    const engine = await startEngine({ tls: true });
    try {
      const { host, port, certificates } = engine;
      const connect = async (file = '') =>
        createConnection({ host, port, user: 'root', ssl: { ca: await readFile(file, 'utf8') } });
      const connection = await connect(certificates?.ca);
      expect((await connection.query('SELECT 1 AS one'))[0]).toEqual([{ one: 1 }]);
      connection.destroy();
      await expect(connect(certificates?.strangerCa)).rejects.toThrow('certificate');
    } finally {
      await engine.stop();
    }
  });

  it('takes another port when the first one it found was taken in between', async () => {
    const other = createServer(socket => socket.destroy()).listen(0);
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const engine = await startEngine({ firstPort: port });
    try {
      expect(engine.port).not.toBe(port);
    } finally {
      await engine.stop();
      other.close();
    }
  });

  it('shows the end of its log when the engine does not start', async () => {
    await expect(startEngine({ parameters: ['log_disk_size=1M'] })).rejects.toThrow(/ended with 1.*seekdb/s);
  });
});
