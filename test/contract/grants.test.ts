import { createConnection } from 'mysql2/promise';
import { expect, it, onTestFinished } from 'vitest';
import { SourceError } from '../../source/backup/source.ts';
import { errorInEnglish, remarksInEnglish } from '../fixtures/in-english.ts';
import { grants } from '../fixtures/readme-grants.ts';
import {
  archiveRow,
  endedJobRow,
  endedTaskRow,
  jobRow,
  setRow,
  taskRow,
  tenantRow,
} from '../fixtures/rows.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import type { Stage } from './servers/stage.ts';
import { all, openSource } from './source-on.ts';

const account = { user: 'granted_reader', password: 'granted' };
/** The engine has no such view; that statements name it, and nothing else, is held by test/terminal/read-only.test.ts. */
const notOnEngine = 'GV$OB_PARAMETERS';

/** Everything the program reads, by a user with SELECT on these views, and all that was missing, in sentences. */
async function missingWith(stage: Stage, views: readonly string[]): Promise<string> {
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
  const source = openSource(stage, 'root', account);
  onTestFinished(() => source.close());
  try {
    const { remarks, sees } = await source.identify();
    const found = [...remarks];
    const unsaid: string[] = [];
    const key = (jobId: bigint) => ({ tenantId: 1002n, jobId });
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
      const { unavailable, logStreams } = await source.read({ kind: 'log_streams', key: key(7n) });
      // No sentence says so: whether a log stream waits for a server is simply not there.
      if (logStreams.some(({ schedule }) => schedule === null))
        unsaid.push('__all_virtual_backup_schedule_task');
      const events = await source.read({ kind: 'events', scope: all });
      found.push(...[unavailable, events.unavailable].filter(remark => remark != null));
    }
    return [...remarksInEnglish(found), ...unsaid].join('\n');
  } catch (error) {
    if (error instanceof SourceError) return errorInEnglish(error);
    throw error;
  }
}

describeOnEngine('The grants of the README', stage => {
  it.each(['sys', 'mysql'] as const)(
    'suffice in %s for all there is to read, and each is needed',
    async family => {
      await stage.clear();
      await stage.build({ as: family, release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('shop'));
      await stage.put('ARCHIVELOG', 1002n, archiveRow());
      const log = { PLUS_ARCHIVELOG: 'ON' };
      await stage.put('JOBS', 1002n, jobRow(8, log));
      await stage.put('TASKS', 1002n, taskRow(8, { STATUS: 'BEFORE_BACKUP_LOG' }));
      await stage.put('JOBS', 1002n, jobRow(7, log));
      await stage.put('TASKS', 1002n, taskRow(7));
      const of = { job_id: '7', task_id: '7', ls_id: '1001' };
      await stage.put('LS_TASKS', 1002n, { ...of, status: 'DOING', task_type: 'BACKUP_USER_DATA' });
      await stage.put('SCHEDULE_TASKS', 1002n, { ...of, is_schedule: 'False' });
      await stage.put('JOB_HISTORY', 1002n, endedJobRow(6));
      await stage.put('TASK_HISTORY', 1002n, endedTaskRow(6));
      await stage.put('SET_FILES', 1002n, setRow(6));
      const granted = grants[family].filter(name => name !== notOnEngine);
      expect(await missingWith(stage, granted)).toBe('');
      for (const left of granted) {
        const missing = await missingWith(
          stage,
          granted.filter(name => name !== left),
        );
        expect(missing.toLowerCase(), left).toContain(left.toLowerCase());
      }
    },
  );
});
