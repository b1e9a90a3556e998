// Times and rates as they are said: by the server's clock, in the zone the user chose.
import { describe, expect, it } from 'vitest';
import { duration } from '../../../source/text/duration.ts';
import { inZone } from '../../../source/text/time.ts';
import { wordsOf } from '../../../source/text/words.ts';
import { endedJobRow, endedTaskRow, jobRow, taskRow, tenantRow } from '../../fixtures/rows.ts';
import { ownSimulator } from '../on-simulator.ts';
import { sourceOn } from '../source-on.ts';
import { readAt } from './said.ts';
import { lineWith, reportsOf, screensOn } from './screens.ts';

const words = wordsOf('en').screens;
const { time } = wordsOf('en');
const users = [
  ['root@sys', 1002],
  ['root@mysql_tenant', 1002],
  ['SYS@oracle_tenant', 1004],
] as const;

/** Microseconds since 1970 of a time in UTC. */
const micros = (utc: string) => Date.parse(utc) * 1000;

/** A simulator whose clock stands at a moment of its own, with no rows. */
async function serverAt(utc: string, release = '4.3.3') {
  const clock = { at: Date.parse(utc), now: () => clock.at };
  const { simulator, as } = await ownSimulator({ scenario: `empty@${release}`, clock });
  simulator.clear();
  for (const id of [1002, 1004])
    simulator.put(id, 'TENANTS', { ...tenantRow(`tenant_${id}`), TENANT_ID: id });
  return { simulator, as, clock };
}

/** From one hour before a change of the clocks in Berlin to one hour after it, in UTC. */
const changes = [
  ['to winter', '2026-10-25T00:30:00Z', '02:30:00', '2026-10-25T01:30:00Z', '02:30:00', '10-25'],
  ['to summer', '2026-03-29T00:30:00Z', '01:30:00', '2026-03-29T01:30:00Z', '03:30:00', '03-29'],
] as const;

describe.each(users)('Seen by %s', (user, tenantId) => {
  it.each(changes)(
    'an hour across the change %s is an hour, and each end is shown in the zone asked for',
    async (_, begin, berlinBegin, end, berlinEnd, day) => {
      const { simulator, as } = await serverAt(end);
      const times = { START_TIMESTAMP: micros(begin), END_TIMESTAMP: micros(end) };
      simulator.put(tenantId, 'JOB_HISTORY', { ...endedJobRow(6), ...times });
      simulator.put(tenantId, 'TASK_HISTORY', { ...endedTaskRow(6), ...times });
      simulator.put(tenantId, 'JOBS', { ...jobRow(7), ...times, END_TIMESTAMP: null });
      simulator.put(tenantId, 'TASKS', { ...taskRow(7), ...times, END_TIMESTAMP: null });
      const source = sourceOn(as(user));
      const tenant = user === 'root@sys' ? { tenant: String(tenantId) } : {};
      const hour = duration(3600, time);

      const running = screensOn(source, { ...tenant, job: 7n, timeZone: 'Europe/Berlin' });
      await running.shows(words.panel.since(`${day} ${berlinBegin}`, hour));
      const ended = screensOn(source, { ...tenant, job: 6n, timeZone: 'Europe/Berlin' });
      await ended.shows(words.panel.endedAt(`${day} ${berlinEnd}`, hour));
      expect(lineWith(ended.text(), words.panel.labels.started)).toContain(`${day} ${berlinBegin}`);

      const { once, document } = await reportsOf(source, { timeZone: 'Europe/Berlin' });
      expect(lineWith(once, 'COMPLETED', berlinBegin)).toContain(hour);
      const [, job] = document.jobs;
      expect(job.derived.elapsed_seconds).toBe(3600);
      const fraction = user.startsWith('SYS') ? '' : '.000000';
      expect(job.start_timestamp).toBe(begin.replace('Z', `${fraction}Z`));
      expect(job.end_timestamp).toBe(end.replace('Z', `${fraction}Z`));
    },
  );

  it('a job’s age is by the server’s clock, wherever that stands', async () => {
    const { simulator, as } = await serverAt('2031-07-01T12:00:00Z');
    const row = { START_TIMESTAMP: micros('2031-07-01T11:58:30Z'), END_TIMESTAMP: null };
    simulator.put(tenantId, 'JOBS', { ...jobRow(7), ...row });
    simulator.put(tenantId, 'TASKS', { ...taskRow(7), ...row });
    const source = sourceOn(as(user));
    const tenant = user === 'root@sys' ? { tenant: String(tenantId) } : {};
    const terminal = screensOn(source, { ...tenant, job: 7n });
    await terminal.shows(words.panel.since('07-01 11:58:30', duration(90, time)));
    expect(terminal.lines()[0]).toContain('12:00:0');
  });

  it('an SCN is nanoseconds in UTC, said in the zone asked for', async () => {
    const { simulator, as } = await serverAt('2024-05-09T10:00:00Z');
    simulator.put(tenantId, 'JOBS', { ...jobRow(7), START_TIMESTAMP: Number(readAt), END_TIMESTAMP: null });
    simulator.put(tenantId, 'TASKS', { ...taskRow(7), START_TIMESTAMP: Number(readAt), END_TIMESTAMP: null });
    const source = sourceOn(as(user));
    for (const [timeZone, clock] of [
      ['UTC', '2024-05-09 09:54:22.749288'],
      ['Asia/Shanghai', '2024-05-09 17:54:22.749288'],
      ['America/New_York', '2024-05-09 05:54:22.749288'],
    ] as const) {
      const { once, document } = await reportsOf(source, { timeZone });
      expect(once).toContain(words.panel.startScn('1715248462749288000', clock));
      expect(once).toContain(inZone(timeZone).full(readAt));
      expect(document.jobs[0].tasks[0].start_scn).toBe('1715248462749288000');
    }
  });
});

describe.each(users)('Where no percentage can be known, %s', (user, tenantId) => {
  it('is shown blocks, bytes and their rate, and on the help screen why there is no more', async () => {
    const { simulator, as, clock } = await serverAt('2024-05-09T09:56:00Z', '4.2.1');
    const begun = { START_TIMESTAMP: micros('2024-05-09T09:54:00Z'), END_TIMESTAMP: null };
    const put = (blocks: number) =>
      simulator.put(tenantId, 'TASKS', {
        ...taskRow(7),
        ...begun,
        MACRO_BLOCK_COUNT: blocks,
        FINISH_MACRO_BLOCK_COUNT: blocks,
        INPUT_BYTES: blocks * 2 * 1024 ** 2,
        OUTPUT_BYTES: blocks * 1024 ** 2,
      });
    simulator.put(tenantId, 'JOBS', { ...jobRow(7), ...begun });
    put(100);
    const source = sourceOn(as(user));
    const tenant = user === 'root@sys' ? { tenant: String(tenantId) } : {};
    const terminal = screensOn(source, { ...tenant, job: 7n });
    await terminal.shows(words.data.blocks('100'));
    for (const blocks of [200, 300, 400, 500]) {
      clock.at += 2_000;
      put(blocks);
      await terminal.idle();
      await terminal.passes(2);
      await terminal.shows(words.data.blocks(String(blocks)));
    }
    await terminal.shows('50.0 MB/s');
    await terminal.shows('→ wrote 500 MB');
    expect(terminal.text()).not.toMatch(/\d ?%| left /);
    terminal.type('?');
    await terminal.shows(words.help.noPercent);
    const help = terminal.text().replace(/\s+/g, ' ');
    expect(help).toContain(words.data.whyLong.totals_follow_finished);
  });

  it.each([
    ['BACKUP_QUANTUM_META', 'unknown_status'],
    ['CANCELING', 'canceling'],
  ] as const)('learns why in %s', async (status, why) => {
    const { simulator, as } = await serverAt('2024-05-09T09:56:00Z');
    const begun = { START_TIMESTAMP: micros('2024-05-09T09:54:00Z'), END_TIMESTAMP: null };
    simulator.put(tenantId, 'JOBS', { ...jobRow(7), ...begun });
    simulator.put(tenantId, 'TASKS', { ...taskRow(7), ...begun, STATUS: status });
    const tenant = user === 'root@sys' ? { tenant: String(tenantId) } : {};
    const terminal = screensOn(sourceOn(as(user)), { ...tenant, job: 7n });
    await terminal.shows(words.data.why[why]);
    terminal.type('?');
    await terminal.shows(words.help.noPercent);
    expect(terminal.text().replace(/\s+/g, ' ')).toContain(words.data.whyLong[why]);
  });
});
