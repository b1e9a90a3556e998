import { createConnection } from 'mysql2/promise';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { errorInEnglish, remarksInEnglish } from '../fixtures/in-english.ts';
import { grants } from '../fixtures/readme-grants.ts';
import {
  archiveRow,
  endedJobRow,
  endedTaskRow,
  jobRow,
  lagTargetRow,
  setRow,
  taskRow,
  tenantRow,
} from '../fixtures/rows.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import { simulatorStage } from './servers/simulator-stage.ts';
import type { Stage } from './servers/stage.ts';
import { all, openSource } from './source-on.ts';

type Family = 'sys' | 'mysql' | 'oracle';

/** Everything the program reads as this user, and all that is missing, in sentences. */
async function missingAs(stage: Stage, login: { user: string; password: string }): Promise<string> {
  const source = openSource(stage, 'root', login);
  onTestFinished(() => source.close());
  try {
    const { remarks, sees, tenantId } = await source.identify();
    const found = [...remarks];
    const key = (jobId: bigint) => ({ tenantId: sees === 'all_tenants' ? 1002n : tenantId, jobId });
    const list = { kind: 'jobs', scope: all, pages: 1, columns: 'full' } as const;
    for (const { remarks: more = [] } of [
      await source.read({ kind: 'tenants' }),
      await source.read(list),
      await source.read({ kind: 'job', key: key(8n) }),
      await source.read({ kind: 'job', key: key(7n) }),
      await source.read({ kind: 'job', key: key(6n) }),
    ]) {
      found.push(...more);
    }
    if (sees === 'all_tenants') {
      const { unavailable, remarks: more = [] } = await source.read({ kind: 'log_streams', key: key(7n) });
      const events = await source.read({ kind: 'events', scope: all });
      found.push(...more, ...[unavailable, events.unavailable].filter(remark => remark != null));
    }
    return remarksInEnglish(found).join('\n');
  } catch (error) {
    if (error instanceof SourceError) return errorInEnglish(error);
    throw error;
  }
}

/** Jobs that run, wait for the archive and have ended, so that every view is asked for. */
async function put(stage: Stage, family: Family): Promise<void> {
  const id = family === 'oracle' ? 1004n : 1002n;
  await stage.clear();
  await stage.build({ as: family, release: '4.3.3' });
  await stage.put('TENANTS', id, tenantRow('shop'));
  await stage.put('ARCHIVELOG', id, archiveRow());
  await stage.put('PARAMETERS', id, lagTargetRow(id, '120s'));
  const log = { PLUS_ARCHIVELOG: 'ON' };
  await stage.put('JOBS', id, jobRow(8, log));
  await stage.put('TASKS', id, taskRow(8, { STATUS: 'BEFORE_BACKUP_LOG' }));
  await stage.put('JOBS', id, jobRow(7, log));
  await stage.put('TASKS', id, taskRow(7));
  const of = { job_id: '7', task_id: '7', ls_id: '1001' };
  await stage.put('LS_TASKS', id, { ...of, status: 'DOING', task_type: 'BACKUP_USER_DATA' });
  await stage.put('SCHEDULE_TASKS', id, { ...of, is_schedule: 'False' });
  await stage.put('JOB_HISTORY', id, endedJobRow(6));
  await stage.put('TASK_HISTORY', id, endedTaskRow(6));
  await stage.put('SET_FILES', id, setRow(6));
}

/** The grants without one of them, each in turn. */
function eachLeftOut(granted: readonly string[]): { readonly left: string; readonly views: string[] }[] {
  return granted.map(left => ({ left, views: granted.filter(name => name !== left) }));
}

describeOnEngine('The grants of the README', stage => {
  const account = { user: 'granted_reader', password: 'granted' };
  const missingWith = async (views: readonly string[]): Promise<string> => {
    const root = await createConnection(stage.connection('root'));
    try {
      await root.query(`DROP USER IF EXISTS ${account.user}`);
      await root.query(`CREATE USER ${account.user} IDENTIFIED BY '${account.password}'`);
      // On a cluster these are built in, and need no right.
      for (const name of ['effective_tenant_id', 'effective_tenant']) {
        await root.query(`GRANT EXECUTE ON FUNCTION oceanbase.${name} TO ${account.user}`);
      }
      for (const view of views) await root.query(`GRANT SELECT ON oceanbase.${view} TO ${account.user}`);
    } finally {
      await root.end();
    }
    return missingAs(stage, account);
  };

  it.each(['sys', 'mysql'] as const)(
    'suffice in %s for all there is to read, and each is needed',
    async family => {
      await put(stage, family);
      const granted = grants[family];
      expect(await missingWith(granted)).toBe('');
      for (const { left, views } of eachLeftOut(granted)) {
        expect((await missingWith(views)).toLowerCase(), left).toContain(left.toLowerCase());
      }
    },
  );
});

describe('The grants of the README [simulator]', () => {
  const tenants = { sys: 'sys', mysql: 'mysql_tenant', oracle: 'oracle_tenant' } as const;

  it.each(['sys', 'mysql', 'oracle'] as const)(
    'suffice in %s for all there is to read, and each is needed',
    async family => {
      const granted = grants[family];
      const tenant = tenants[family];
      const sets = [{ left: '', views: [...granted] }, ...eachLeftOut(granted)];
      const readers = sets.map(({ left, views }, index) => ({
        left,
        user: family === 'oracle' ? `READER${index}` : `reader${index}`,
        password: 'granted',
        tenant,
        views,
      }));
      const stage = await simulatorStage(readers);
      onTestFinished(() => stage.close());
      await put(stage, family);
      for (const { left, user, password } of readers) {
        const missing = await missingAs(stage, { user: `${user}@${tenant}`, password });
        if (left === '') expect(missing).toBe('');
        else expect(missing.toLowerCase(), left).toContain(left.toLowerCase());
      }
    },
  );
});
