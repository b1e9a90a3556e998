// The main job as a user does it: built program, pseudo terminal, keyboard; on the simulator and on
// OceanBase's own SQL engine with rows put by hand.
import { describe, expect, it } from 'vitest';
import { describeOnEveryStage } from '../contract/servers/every-stage.ts';
import type { Row, Stage } from '../contract/servers/stage.ts';
import { archiveRow, officialJob, officialTask, tenantRow, withoutProgress } from '../fixtures/rows.ts';
import { startProgram, type Terminal } from './driver/terminal.ts';

const enter = '\r';
const esc = '\x1b';
const down = '\x1b[B';

const job: Row = {
  ...officialJob,
  INITIATOR_TENANT_ID: '1002',
  INITIATOR_JOB_ID: '0',
  PLUS_ARCHIVELOG: 'ON',
};
const inDataPhase: Row = {
  ...officialTask,
  STATUS: 'BACKUP_USER_DATA',
  END_SCN: '0',
  MACRO_BLOCK_COUNT: '27330',
  FINISH_MACRO_BLOCK_COUNT: '19514',
  DATA_PROGRESS: '71.40',
};

function startOn(stage: Stage, ...words: string[]): Terminal {
  const { host, port, user, password } = stage.connection('reader');
  const connect = ['-h', host, '-P', String(port), '-u', user, '-n', '0.5', '--time-zone', 'UTC'];
  return startProgram([...connect, ...words], { columns: 100, rows: 30, env: { OB_PASSWORD: password } });
}

describeOnEveryStage('tenant, jobs, task', stage => {
  describe.runIf(stage.canPut)('on rows put by hand', () => {
    const prepare = async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await stage.put('TENANTS', 1002n, tenantRow('mysql_tenant'));
      await stage.put('JOBS', 1002n, job);
      await stage.put('TASKS', 1002n, inDataPhase);
      await stage.put('ARCHIVELOG', 1002n, archiveRow());
    };

    it('follows a backup from its data phase through the log into the history, and gives the terminal back', async () => {
      await prepare();
      await using terminal = startOn(stage);
      await terminal.waitFor(/mysql_tenant.*71\.40 %/);
      terminal.type(down + enter);
      await terminal.waitFor(/▸ 2 .*FULL.*DOING.*71\.40 %/);
      terminal.type(enter);
      await terminal.waitFor('19 514 of 27 330 blocks');
      await terminal.waitFor('BACKUP_USER_DATA');

      await stage.put('TASKS', 1002n, {
        ...inDataPhase,
        FINISH_MACRO_BLOCK_COUNT: '27330',
        DATA_PROGRESS: '100.00',
      });
      // The server may say 100 while it still works on the data: only STATUS says that data is done.
      await terminal.waitFor('27 330 of 27 330 blocks');
      expect(terminal.screen().join('\n')).toContain('99.99 %');

      await stage.put('TASKS', 1002n, { ...officialTask, STATUS: 'BEFORE_BACKUP_LOG' });
      await terminal.waitFor('waits until archiving reaches END_SCN');
      await stage.put('TASKS', 1002n, {
        ...officialTask,
        STATUS: 'BACKUP_LOG',
        LOG_FILE_COUNT: '8',
        FINISH_LOG_FILE_COUNT: '2',
        LOG_PROGRESS: '25.00',
      });
      await terminal.waitFor(/25\.00 %.*2 of 8 files/);

      const end = '2024-05-09 18:20:00.000001';
      await stage.remove('TASKS', 1002n, { TASK_ID: '2' });
      await stage.put('TASK_HISTORY', 1002n, {
        ...withoutProgress(officialTask),
        STATUS: 'COMPLETED',
        END_TIMESTAMP: end,
      });
      await terminal.waitFor('COMPLETED');
      await stage.remove('JOBS', 1002n, { JOB_ID: '2' });
      await stage.put('JOB_HISTORY', 1002n, { ...job, STATUS: 'COMPLETED', END_TIMESTAMP: end });
      await terminal.waitFor('2024-05-09 18:20:00');

      terminal.type(esc);
      await terminal.waitFor(/▸ 2 .*COMPLETED/);
      terminal.type('q');
      expect(await terminal.exit).toEqual({ code: 0, signal: null });
      expect(terminal.alternate()).toBe(false);
      expect(terminal.raw).not.toMatch(/\x1b\[[23]J(?=[\s\S]*\x1b\[\?1049l)/);
    });

    it('shows every column of the official example with exactly those values', async () => {
      await prepare();
      await stage.put('JOBS', 1002n, officialJob);
      await stage.put('TASKS', 1002n, officialTask);
      await using terminal = startOn(stage, '-t', 'mysql_tenant', '-j', '2');
      await terminal.waitFor('BEFORE_BACKUP_LOG');
      terminal.resize(120, 70);
      terminal.type('d');
      for (const texts of [officialJob, officialTask]) {
        for (const [name, text] of Object.entries(texts)) {
          await terminal.waitFor(screen =>
            screen.some(line => line.includes(`│ ${name} `) && line.includes(` ${text ?? 'NULL'} `)),
          );
        }
      }
      expect(terminal.screen().join('\n')).not.toContain('PASSWD');
    });

    it('keeps the picture and says so when the server goes away, and resumes when it is back', async () => {
      if (stage.kill === undefined || stage.restart === undefined) return;
      await prepare();
      await using terminal = startOn(stage, '-t', '1002', '-j', '2');
      await terminal.waitFor('19 514 of 27 330 blocks');
      await stage.kill();
      await terminal.waitFor(/Next try in|Trying now/);
      expect(terminal.screen().join('\n')).toContain('19 514 of 27 330 blocks');
      await stage.restart();
      await stage.put('TASKS', 1002n, {
        ...inDataPhase,
        FINISH_MACRO_BLOCK_COUNT: '20000',
        DATA_PROGRESS: '73.17',
      });
      await terminal.waitFor('20 000 of 27 330 blocks');
    });
  });
});
