import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { startEngine } from './engine.ts';
import { describeOnEngine } from './every-stage.ts';
import type { Account, Stage } from './stage.ts';

/** Rows of one statement, every value as the server's text. */
async function ask(stage: Stage, sql: string, as: Account = 'root'): Promise<RowDataPacket[]> {
  const exact = { supportBigNumbers: true, bigNumberStrings: true, dateStrings: true };
  const connection = await createConnection({ ...stage.connection(as), ...exact });
  try {
    await connection.query("SET time_zone = '+00:00'");
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    connection.destroy();
  }
}

/** Column name -> type as the server describes them. */
async function columnsOf(stage: Stage, view: string): Promise<Map<string, string>> {
  const rows = await ask(stage, `DESC oceanbase.${view}`);
  return new Map(rows.map(row => [row.Field, row.Type]));
}

const job = {
  JOB_ID: '7',
  STATUS: 'DOING',
  START_TIMESTAMP: '2024-05-09 09:54:07.718856',
  END_TIMESTAMP: null,
};

describeOnEngine('The stage on the engine', stage => {
  it('gives sys the CDB views with the columns of its release', async () => {
    await stage.build({ as: 'sys', release: '4.3.0' });
    const columns = await columnsOf(stage, 'CDB_OB_BACKUP_TASKS');
    expect(columns.get('DATA_PROGRESS')).toBe('decimal(26,2)');
    expect(columns.get('START_SCN')).toBe('bigint(20) unsigned');
    expect(columns.has('LOG_PROGRESS')).toBe(false);
    expect(columns.size).toBe(30);
  });

  it.each([
    ['4.0.0', 27],
    ['4.2.0', 29],
    ['4.2.1', 29],
    ['4.2.1_BP3', 30],
    ['4.2.3', 30],
    ['4.3.1', 33],
    ['4.3.3', 33],
  ])('has %s with %i columns in CDB_OB_BACKUP_TASKS', async (release, count) => {
    await stage.build({ as: 'sys', release });
    expect((await columnsOf(stage, 'CDB_OB_BACKUP_TASKS')).size).toBe(count);
  });

  it('gives a user tenant its own rows in the DBA views and no CDB view', async () => {
    await stage.put('JOBS', 1002n, job);
    await stage.put('JOBS', 1006n, { ...job, JOB_ID: '8' });
    await stage.build({ as: 'mysql', release: '4.3.3', tenantId: 1006n });
    expect(await ask(stage, 'SELECT JOB_ID FROM DBA_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '8' }]);
    await expect(ask(stage, 'SELECT 1 FROM CDB_OB_BACKUP_JOBS')).rejects.toMatchObject({ errno: 1146 });
    await stage.build({ as: 'sys', release: '4.3.3' });
    expect(await ask(stage, 'SELECT JOB_ID FROM CDB_OB_BACKUP_JOBS ORDER BY JOB_ID')).toHaveLength(2);
    await stage.clear();
  });

  it('lets a user tenant see DBA_OB_TENANTS since 4.1.0 only', async () => {
    await stage.build({ as: 'mysql', release: '4.0.0' });
    await expect(ask(stage, 'SELECT 1 FROM DBA_OB_TENANTS')).rejects.toMatchObject({ errno: 1146 });
    await stage.build({ as: 'mysql', release: '4.1.0' });
    expect(await ask(stage, 'SELECT 1 FROM DBA_OB_TENANTS')).toEqual([]);
  });

  it('shows only the jobs of tenant 1 in the DBA views of sys', async () => {
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('JOBS', 1n, job);
    await stage.put('JOBS', 1002n, { ...job, JOB_ID: '8' });
    expect(await ask(stage, 'SELECT JOB_ID FROM DBA_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '7' }]);
    await stage.clear();
  });

  it('has an empty text as END_TIMESTAMP of a running job at 4.0.0, and NULL later', async () => {
    await stage.put('JOBS', 1002n, job);
    const ends = [];
    for (const release of ['4.0.0', '4.1.0']) {
      await stage.build({ as: 'sys', release });
      ends.push(...(await ask(stage, 'SELECT END_TIMESTAMP FROM CDB_OB_BACKUP_JOBS')));
    }
    expect(ends).toEqual([{ END_TIMESTAMP: '' }, { END_TIMESTAMP: null }]);
    await stage.clear();
  });

  it('returns values exactly as they were put', async () => {
    const row = {
      TASK_ID: '3',
      STATUS: 'BACKUP_DATA_MAJOR',
      START_TIMESTAMP: '2024-05-09 09:54:07.718856',
      START_SCN: '18446744073709551615',
      DATA_PROGRESS: '74.69',
      OUTPUT_RATE_BYTES: '0.0000',
      COMMENT: "it's 中文 \\ ",
    };
    await stage.build({ as: 'sys', release: '4.3.3' });
    await stage.put('TASKS', 1002n, { ...row, STATUS: 'INIT' });
    await stage.put('TASKS', 1002n, row);
    const columns = Object.keys(row)
      .map(column => `\`${column}\``)
      .join(', ');
    expect(await ask(stage, `SELECT ${columns} FROM CDB_OB_BACKUP_TASKS`)).toEqual([row]);
    await stage.remove('TASKS', 1002n, { TASK_ID: '3' });
    expect(await ask(stage, 'SELECT 1 FROM CDB_OB_BACKUP_TASKS')).toEqual([]);
  });

  it('refuses a column that no release has', async () => {
    await expect(stage.put('JOBS', 1002n, { ...job, JOB_STATE: 'x' })).rejects.toThrow('JOB_STATE');
  });

  it('answers effective_tenant_id() and effective_tenant() for the tenant it was built for', async () => {
    const question = 'SELECT effective_tenant_id() AS id, effective_tenant() AS name';
    await stage.put('TENANTS', 1002n, { TENANT_NAME: 'mysql_tenant' });
    await stage.build({ as: 'mysql', release: '4.3.3' });
    expect(await ask(stage, question, 'reader')).toEqual([{ id: '1002', name: 'mysql_tenant' }]);
    await stage.build({ as: 'sys', release: '4.3.3' });
    expect(await ask(stage, question, 'reader')).toEqual([{ id: '1', name: 'sys' }]);
    await stage.clear();
  });

  it('lets each account read what it has rights on', async () => {
    const tasks = 'SELECT 1 FROM oceanbase.CDB_OB_BACKUP_TASKS';
    expect(await ask(stage, tasks, 'reader')).toEqual([]);
    expect(await ask(stage, 'SELECT 1 FROM CDB_OB_BACKUP_JOBS', 'partial')).toEqual([]);
    await expect(ask(stage, tasks, 'partial')).rejects.toMatchObject({ errno: 1142 });
    await expect(ask(stage, tasks, 'nobody')).rejects.toMatchObject({ errno: 1142 });
    await expect(ask(stage, 'DELETE FROM stage.JOBS', 'reader')).rejects.toMatchObject({ errno: 1142 });
  });

  it('keeps its rows and its port when it is killed and started again', async () => {
    const { port } = stage.connection();
    await stage.put('JOBS', 1002n, job);
    await stage.kill?.();
    await expect(ask(stage, 'SELECT 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await stage.restart?.();
    expect(stage.connection().port).toBe(port);
    expect(await ask(stage, 'SELECT JOB_ID FROM CDB_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '7' }]);
    await stage.clear();
  });

  it('answers nothing while it is frozen and goes on when thawed', async () => {
    const connection = await createConnection(stage.connection());
    stage.freeze?.();
    let answered = false;
    const answer = connection.query('SELECT 1 AS one').then(([rows]) => {
      answered = true;
      return rows;
    });
    // Some time must pass for "nothing" to mean anything; a slow machine only makes this easier to pass.
    await new Promise(resolve => setTimeout(resolve, 300));
    expect(answered).toBe(false);
    stage.thaw?.();
    expect(await answer).toEqual([{ one: 1 }]);
    connection.destroy();
  });

  it('offers TLS with a certificate its own authority signed', async () => {
    const engine = await startEngine({ tls: true });
    try {
      const { host, port, certificates } = engine;
      const connect = async (file: string) =>
        createConnection({ host, port, user: 'root', ssl: { ca: await readFile(file, 'utf8') } });
      const connection = await connect(certificates?.ca ?? '');
      expect((await connection.query('SELECT 1 AS one'))[0]).toEqual([{ one: 1 }]);
      connection.destroy();
      await expect(connect(certificates?.strangerCa ?? '')).rejects.toThrow('certificate');
    } finally {
      await engine.stop();
    }
  });

  it('takes another port when the first one it found was taken in between', async () => {
    const other = createServer().listen(0);
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
