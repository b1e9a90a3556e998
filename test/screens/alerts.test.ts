import { describe, expect, it } from 'vitest';
import type { LoggedChange } from '../../source/watch/change-log.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { job, picture, seconds, tenFortyTwo } from '../fixtures/values.ts';
import { frameFaults, key, startStage } from './stage.ts';

const failed = job({
  status: 'FAILED',
  result: -4012n,
  initiatorTenantId: 1n,
  initiatorJobId: 7n,
  endedAt: tenFortyTwo + seconds(1),
});
const started = job({ tenantId: 1006n, jobId: 2n, startedAt: tenFortyTwo + seconds(1) });

/** What the cluster holds after these jobs have become so. */
function become(source: FakeSource, ...jobs: ReturnType<typeof job>[]) {
  const { world } = source;
  const others = world.jobs.filter(
    one => !jobs.some(({ key }) => key.jobId === one.key.jobId && key.tenantId === one.key.tenantId),
  );
  source.world = picture({ ...world, jobs: [...others, ...jobs] });
}
const footer = (lines: readonly string[]) => lines.at(-1) ?? '';
const bells = (text: string) => text.split('\x07').length - 1;

describe('what has happened', () => {
  it('stands in the footer until a key is pressed, and the bell rings once', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, failed);
    await stage.passes(2);
    await stage.shows('mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT');
    expect(footer(stage.lines())).toBe(' mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT');
    expect(frameFaults(stage)).toEqual([]);
    await stage.passes(10);
    expect(bells(stage.display.written.join(''))).toBe(1);
    stage.type('j');
    await stage.showsNot('OB_TIMEOUT');
    expect(footer(stage.lines())).toContain('move');
  });

  it('gives way to the keys by itself after a minute', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, failed);
    await stage.passes(2);
    await stage.shows('OB_TIMEOUT');
    await stage.passes(58);
    expect(footer(stage.lines())).toContain('OB_TIMEOUT');
    await stage.passes(3);
    await stage.showsNot('OB_TIMEOUT');
  });

  it('is not hidden by a notice, which is there after it until a key was pressed', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, failed);
    await stage.passes(2);
    await stage.shows('OB_TIMEOUT');
    stage.screens.showNotice('The command failed.');
    await stage.passes(1);
    expect(footer(stage.lines())).toContain('OB_TIMEOUT');
    stage.type('j');
    await stage.shows('The command failed.');
    stage.type('j');
    await stage.showsNot('The command failed.');
  });

  it('that matters is not hidden by what does not, and the others are counted', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, failed, started);
    await stage.passes(2);
    await stage.shows('mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT · 1 more: a');
  });

  it('rings no bell where a backup starts', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, started);
    await stage.passes(2);
    await stage.shows('crm_prod job 2 FULL started');
    expect(bells(stage.display.written.join(''))).toBe(0);
  });

  it('gives way to a connection that fails', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    become(stage.source, failed);
    await stage.passes(2);
    await stage.shows('OB_TIMEOUT');
    stage.source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await stage.passes(2);
    await stage.shows('The connection was lost.');
    expect(stage.text()).not.toContain('OB_TIMEOUT');
  });

  it('is all in the alerts, newest first, and an alert leads to its job', async () => {
    const stage = startStage({ columns: 100 });
    await stage.shows('crm_prod');
    stage.type('a');
    await stage.shows('Nothing has happened since this program started.');
    stage.type(key.escape);
    await stage.shows('crm_prod');
    become(stage.source, started);
    await stage.passes(2);
    await stage.shows('started');
    become(stage.source, failed);
    stage.source.world = {
      ...stage.source.world,
      refusals: [{ tenantId: 1004n, at: tenFortyTwo + seconds(3), result: -9040n }],
    };
    await stage.passes(2);
    await stage.shows('start refused');
    stage.type('a');
    await stage.shows('3 since the start');
    expect(stage.lines().slice(2, 6)).toEqual([
      '   TIME            TENANT         JOB   TYPE  WHAT           RESULT',
      ' ▸ 11-22 10:42:20  oracle_tenant  –     –     start refused  OB_BACKUP_CAN_NOT_START, -9040',
      '   11-22 10:42:18  mysql_tenant   12    FULL  failed         -4012 OB_TIMEOUT',
      '   11-22 10:42:19  crm_prod       2     FULL  started',
    ]);
    expect(frameFaults(stage)).toEqual([]);
    stage.type('j', key.enter);
    await stage.shows('mysql_tenant (1002) › Job 12');
    stage.type(key.escape);
    await stage.shows('3 since the start');
    stage.type('g', key.enter);
    await stage.shows('oracle_tenant (1004) › Jobs');
  });

  it('goes on to be found while the alerts are open', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    stage.type('a');
    await stage.shows('Nothing has happened');
    become(stage.source, failed);
    await stage.passes(2);
    await stage.shows('1 since the start');
  });

  it('is told in words and marks of ASCII alone where that is asked for', async () => {
    const stage = startStage({ ascii: true });
    await stage.shows('crm_prod');
    become(stage.source, failed, started);
    await stage.passes(2);
    await stage.shows('failed: -4012 OB_TIMEOUT | 1 more: a');
  });
});

describe('those who asked to be told', () => {
  it('get each change once', async () => {
    const told: LoggedChange[] = [];
    const stage = startStage({ onChange: change => told.push(change) });
    await stage.shows('crm_prod');
    become(stage.source, failed, started);
    await stage.passes(6);
    expect(told.map(({ kind }) => kind).sort()).toEqual(['failed', 'started']);
  });

  it('have the terminal notify of what matters, in both ways, with nothing a name could slip in', async () => {
    const stage = startStage({ notify: true });
    const [first] = stage.source.world.tenants;
    const named = { ...first, name: 'a;b␛]9;x' } as typeof first;
    stage.source.world = {
      ...stage.source.world,
      tenants: [named, ...stage.source.world.tenants.slice(1)] as never,
    };
    await stage.shows('crm_prod');
    become(stage.source, failed, started);
    await stage.passes(2);
    await stage.shows('OB_TIMEOUT');
    const written = stage.display.written.join('');
    const body = 'a,b␛]9,x job 12 FULL failed: -4012 OB_TIMEOUT';
    expect(written).toContain(`\x1b]9;ob-backup-top: ${body}\x1b\\`);
    expect(written).toContain(`\x1b]777;notify;ob-backup-top;${body}\x1b\\`);
    expect(written.split('\x1b]777;').length).toBe(2);
    expect(frameFaults(stage)).toEqual([]);
  });

  it('are not flooded when many backups end together', async () => {
    const stage = startStage({ notify: true });
    await stage.shows('crm_prod');
    const many = Array.from({ length: 20 }, (_, index) =>
      job({
        jobId: BigInt(100 + index),
        status: 'COMPLETED',
        startedAt: tenFortyTwo + seconds(1),
        endedAt: tenFortyTwo + seconds(2),
      }),
    );
    become(stage.source, ...many);
    await stage.passes(2);
    await stage.shows('19 more');
    const written = stage.display.written.join('');
    expect(written.split('\x1b]777;').length - 1).toBe(6);
    expect(written).toContain('and 15 more');
    expect(bells(written)).toBe(1);
  });
});
