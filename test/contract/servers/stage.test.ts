import { createConnection } from 'mysql2/promise';
import { beforeEach, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../source/simulator/index.ts';
import { ask } from './ask.ts';
import { describeOnEveryStage } from './every-stage.ts';
import type { Stage } from './stage.ts';

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

/** Columns in CDB_OB_BACKUP_TASKS and, seen from a user tenant, in DBA_OB_BACKUP_TASKS. */
const columnCounts = {
  '4.0.0': [27, 26],
  '4.1.0': [27, 26],
  '4.2.0': [29, 28],
  '4.2.1': [29, 28],
  '4.2.1_BP3': [30, 28],
  '4.2.3': [30, 28],
  '4.3.0': [30, 28],
  '4.3.1': [33, 32],
  '4.3.2': [33, 32],
  '4.3.3': [33, 32],
};

describeOnEveryStage('A stage', stage => {
  describe.runIf(stage.canPut)('whose rows a test decides', () => {
    beforeEach(async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
    });

    it('has the columns of each release, in sys and in a user tenant', async () => {
      const counts: Record<string, number[]> = {};
      for (const release of Object.keys(columnCounts)) {
        await stage.build({ as: 'sys', release });
        const inSys = await columnsOf(stage, 'CDB_OB_BACKUP_TASKS');
        await stage.build({ as: 'mysql', release });
        const inTenant = await columnsOf(stage, 'DBA_OB_BACKUP_TASKS');
        counts[release] = [inSys.size, inTenant.size];
      }
      expect(counts).toEqual(columnCounts);
    });

    it('gives the columns the types of the kernel', async () => {
      const columns = await columnsOf(stage, 'CDB_OB_BACKUP_TASKS');
      const named = ['DATA_PROGRESS', 'OUTPUT_RATE_BYTES', 'START_TIMESTAMP', 'STATUS'];
      expect(named.map(name => columns.get(name))).toEqual([
        'decimal(26,2)',
        'decimal(32,4)',
        'timestamp(6)',
        'varchar(4096)',
      ]);
      expect(columns.get('START_SCN')).toMatch(/^bigint(\(20\))? unsigned$/);
    });

    it('returns values exactly as they were put, and replaces a row with the same key', async () => {
      const row = {
        TASK_ID: '3',
        STATUS: 'BACKUP_DATA_MAJOR',
        START_TIMESTAMP: '2024-05-09 09:54:07.718856',
        START_SCN: '4611686018427387903', // the largest SCN
        DATA_PROGRESS: '74.69',
        OUTPUT_RATE_BYTES: '0.0000',
        COMMENT: "it's 中文 \\ ",
      };
      await stage.put('TASKS', 1002n, { ...row, STATUS: 'INIT' });
      await stage.put('TASKS', 1002n, row);
      const columns = Object.keys(row)
        .map(column => `\`${column}\``)
        .join(', ');
      expect(await ask(stage, `SELECT ${columns} FROM oceanbase.CDB_OB_BACKUP_TASKS`)).toEqual([row]);
      await stage.remove('TASKS', 1002n, { TASK_ID: '3' });
      expect(await ask(stage, 'SELECT TASK_ID FROM oceanbase.CDB_OB_BACKUP_TASKS')).toEqual([]);
    });

    it('has no row anywhere once it is cleared, no tenant either', async () => {
      await stage.put('TENANTS', 1002n, { TENANT_NAME: 'mysql_tenant' });
      await stage.put('JOBS', 1002n, job);
      await stage.clear();
      expect(await ask(stage, 'SELECT TENANT_ID FROM oceanbase.CDB_OB_BACKUP_JOBS')).toEqual([]);
      expect(await ask(stage, 'SELECT TENANT_ID FROM oceanbase.DBA_OB_TENANTS')).toEqual([]);
    });

    it('refuses a column that no release has', async () => {
      await expect(stage.put('JOBS', 1002n, { ...job, JOB_STATE: 'x' })).rejects.toThrow('JOB_STATE');
    });

    it('keeps its rows when it becomes another release or tenant', async () => {
      await stage.put('JOBS', 1002n, job);
      await stage.build({ as: 'sys', release: '4.2.1' });
      expect(await ask(stage, 'SELECT TENANT_ID, JOB_ID FROM oceanbase.CDB_OB_BACKUP_JOBS')).toEqual([
        { TENANT_ID: '1002', JOB_ID: '7' },
      ]);
    });

    it('gives a user tenant its own rows in the DBA views and no CDB view', async () => {
      await stage.put('JOBS', 1002n, job);
      await stage.put('JOBS', 1006n, { ...job, JOB_ID: '8' });
      await stage.build({ as: 'mysql', release: '4.3.3', tenantId: 1006n });
      expect(await ask(stage, 'SELECT JOB_ID FROM oceanbase.DBA_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '8' }]);
      await expect(ask(stage, 'SELECT 1 FROM oceanbase.CDB_OB_BACKUP_JOBS')).rejects.toMatchObject({
        errno: 1146,
      });
    });

    it('lets a user tenant see its own row of DBA_OB_TENANTS since 4.1.0', async () => {
      const question = 'SELECT TENANT_ID FROM oceanbase.DBA_OB_TENANTS WHERE TENANT_ID > 1000';
      await stage.put('TENANTS', 1002n, { TENANT_NAME: 'mysql_tenant', TENANT_TYPE: 'USER' });
      await stage.put('TENANTS', 1006n, { TENANT_NAME: 'crm_prod', TENANT_TYPE: 'USER' });
      await stage.build({ as: 'mysql', release: '4.0.0' });
      await expect(ask(stage, question)).rejects.toMatchObject({ errno: 1146 });
      await stage.build({ as: 'mysql', release: '4.1.0' });
      expect(await ask(stage, question)).toEqual([{ TENANT_ID: '1002' }]);
    });

    it('shows only the jobs of tenant 1 in the DBA views of sys', async () => {
      await stage.put('JOBS', 1n, job);
      await stage.put('JOBS', 1002n, { ...job, JOB_ID: '8' });
      expect(await ask(stage, 'SELECT JOB_ID FROM oceanbase.DBA_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '7' }]);
    });

    it('has an empty text as END_TIMESTAMP of a running job at 4.0.0, and NULL later', async () => {
      await stage.put('JOBS', 1002n, job);
      const ends = [];
      for (const release of ['4.0.0', '4.1.0']) {
        await stage.build({ as: 'sys', release });
        ends.push(...(await ask(stage, 'SELECT END_TIMESTAMP FROM oceanbase.CDB_OB_BACKUP_JOBS')));
      }
      expect(ends).toEqual([{ END_TIMESTAMP: '' }, { END_TIMESTAMP: null }]);
    });

    it('shows the same END_TIMESTAMP at 4.0.0, where it is text, and later, where it is a time', async () => {
      await stage.put('JOBS', 1002n, { ...job, END_TIMESTAMP: '2024-05-09 10:00:00.000001' });
      for (const release of ['4.0.0', '4.1.0']) {
        await stage.build({ as: 'sys', release });
        expect(await ask(stage, 'SELECT END_TIMESTAMP FROM oceanbase.CDB_OB_BACKUP_JOBS')).toEqual([
          { END_TIMESTAMP: '2024-05-09 10:00:00.000001' },
        ]);
      }
    });

    it('has the archive progress, and in sys the events of the root service', async () => {
      await stage.put('ARCHIVELOG', 1002n, {
        DEST_NO: '0',
        STATUS: 'DOING',
        CHECKPOINT_SCN: '1715248462749288000',
      });
      const event = { MODULE: 'backup_data', EVENT: 'start_backup_data', NAME1: 'result', VALUE1: '-9040' };
      await stage.put('ROOTSERVICE_EVENT_HISTORY', 1n, { ...event, TIMESTAMP: job.START_TIMESTAMP });
      const archive = 'SELECT STATUS, CHECKPOINT_SCN FROM oceanbase.CDB_OB_ARCHIVELOG';
      expect(await ask(stage, archive)).toEqual([{ STATUS: 'DOING', CHECKPOINT_SCN: '1715248462749288000' }]);
      const events = 'SELECT MODULE, EVENT, NAME1, VALUE1 FROM oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY';
      expect(await ask(stage, events)).toEqual([event]);
      await stage.build({ as: 'mysql', release: '4.3.3' });
      expect(await ask(stage, archive.replace('CDB', 'DBA'))).toHaveLength(1);
    });

    it('answers effective_tenant_id() and effective_tenant() for the tenant it was built for', async () => {
      const question = 'SELECT effective_tenant_id() AS id, effective_tenant() AS name';
      await stage.put('TENANTS', 1002n, { TENANT_NAME: 'mysql_tenant' });
      expect(await ask(stage, question, 'reader')).toEqual([{ id: '1', name: 'sys' }]);
      await stage.build({ as: 'mysql', release: '4.3.3' });
      expect(await ask(stage, question)).toEqual([{ id: '1002', name: 'mysql_tenant' }]);
    });

    it('lets the reader read every view, and nobody none', async () => {
      const tasks = 'SELECT TENANT_ID FROM oceanbase.CDB_OB_BACKUP_TASKS';
      expect(await ask(stage, tasks, 'reader')).toEqual([]);
      await stage.build({ as: 'mysql', release: '4.3.3' });
      await expect(
        ask(stage, tasks.replace('TENANT_ID', 'TASK_ID').replace('CDB', 'DBA'), 'nobody'),
      ).rejects.toMatchObject({ errno: 1142 });
    });

    it('keeps its rows and its port when it is killed and started again', async () => {
      const { port } = stage.connection();
      await stage.put('JOBS', 1002n, job);
      await stage.kill?.();
      await expect(ask(stage, 'SELECT 1')).rejects.toThrow();
      await stage.restart?.();
      expect(stage.connection().port).toBe(port);
      expect(await ask(stage, 'SELECT JOB_ID FROM oceanbase.CDB_OB_BACKUP_JOBS')).toEqual([{ JOB_ID: '7' }]);
    });

    it('answers nothing while it is frozen, and resumes when thawed', async () => {
      const connection = await createConnection(stage.connection());
      let answered = false;
      await stage.freeze?.();
      const answer = connection.query('SELECT 1 AS one').then(([rows]) => {
        answered = true;
        return rows;
      });
      // Meanwhile another server answers many questions, one after the other.
      const awake = await startSimulator({ scenario: 'empty' });
      const other = await createConnection({ host: awake.host, port: awake.port, user: 'root@sys' });
      for (let question = 0; question < 100; question++) await other.query('SELECT 1 AS one');
      other.destroy();
      await awake.close();
      expect(answered).toBe(false);
      stage.thaw?.();
      expect(await answer).toEqual([{ one: 1 }]);
      connection.destroy();
    });
  });
});
