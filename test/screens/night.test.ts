// @module-tag slow
// One night of six tenants, each with a trouble of its own, as the screens alone show it. The frames are in
// frames/; `vitest run -u` rewrites them after the words of a screen have changed.
import { expect, it } from 'vitest';
import { frameFaults, key } from '../fixtures/emulated-terminal.ts';
import { headerOf, lastRun, panelTexts, phaseTimes, runningText, taskOf, tasks } from './night-texts.ts';
import { graphTexts, logStreamTexts, type Row, watched } from './panel-figures.ts';
import {
  accounted,
  estimate,
  exactLength,
  grouped,
  length,
  moment,
  scnMoment,
  shortDate,
  size,
} from './recompute.ts';
import { type Night, startNight } from './simulated-night.ts';

const [slow, archive, retrying, failing, refused, fine] = ['1002', '1004', '1006', '1008', '1010', '1012'];

/** The line of the frame with this text. */
const lineOf = (frame: string, text: string) => frame.split('\n').find(line => line.includes(text)) ?? '';
/** Without the footer: it tells keys, or what has just happened. */
const body = (frame: string) => `${frame.trimEnd().split('\n').slice(0, -1).join('\n').trimEnd()}\n`;
/** The frame is as the file has it, and in Chinese as the file of the same name has it that is in frames/zh/. */
async function matches(night: Night, frame: string, name: string): Promise<void> {
  await expect(body(frame)).toMatchFileSnapshot(`./frames/night-${name}.txt`);
  await night.keys('T');
  await night.terminal.shows('无 TLS');
  await night.terminal.idle();
  expect(frameFaults(night.terminal)).toEqual([]);
  await expect(body(`${night.terminal.lines().join('\n')}\n`)).toMatchFileSnapshot(
    `./frames/zh/night-${name}.txt`,
  );
  await night.keys('T');
  await night.terminal.shows('no TLS');
  await night.terminal.idle();
}

it('a night of six tenants is visible on the screens, and every figure on them is in the views', async () => {
  const night = await startNight(tasks);
  const { terminal } = night;
  const now = () => terminal.clock.now();
  const since = (at: number) => (now() - at) / 1000;

  const evening = await night.frame();
  await matches(night, evening, '00-tenants');
  const notStarted = 'log archiving is off (-9040) → ALTER SYSTEM ARCHIVELOG TENANT=refused';
  expect(lineOf(evening, ' ✖ refused ')).toContain(`could not start 3m ago: ${notStarted}`);

  // The only row that needs someone; those that run and have no good backup only have to be waited for.
  await night.keys('!');
  expect(terminal.lines().find(line => line.startsWith(' ▸'))).toContain(' refused ');
  await night.keys('g', 'j');

  await night.minutes(20);

  // The list of tenants tells all six apart.
  const tenants = await night.frame();
  await matches(night, tenants, '20-tenants');
  expect(lineOf(tenants, ' Tenants ')).toContain(
    '1 failed · 1 could not start · 1 stuck · 6 tenants · 4 running',
  );
  expect(lineOf(tenants, 'all tenants')).toContain('1 of 6 ended · 1 failed · 1 stuck · 1 could not start');
  expect(lineOf(tenants, ' slow_storage')).toMatch(/ 4\/8 data +.* \d\d\.\d\d % +[\d.]+ MB\/s +[~\d]/);
  const stuck = lineOf(tenants, ' ! archive_behind');
  expect(stuck).toMatch(/log archiving has not advanced for \d+m \(checkpoint [\d:]+\) → check its COMMENT/);
  expect(lineOf(tenants, ' ✖ failing ')).toMatch(
    /FULL failed \dm ago: -4012 OB_TIMEOUT, log stream \d+ on 10\./,
  );
  expect(lineOf(tenants, ' ✖ refused ')).toContain(`could not start 23m ago: ${notStarted}`);
  expect(lineOf(tenants, ' fine ')).toMatch(/ 7\/8 log .* data done /);

  // The cluster job: the failed one first, the stuck one marked.
  await night.keys(key.enter, key.enter);
  const cluster = await night.frame();
  await matches(night, cluster, '20-cluster');
  expect(cluster).toContain('1 of 6 ended · 1 failed · 1 stuck · 1 could not start: "refused"');
  expect(lineOf(cluster, '▸ └ failing')).toContain('FAILED');
  expect(lineOf(cluster, '└ refused ')).toContain(`✖ could not start 23m ago: ${notStarted}`);
  expect(lineOf(cluster, 'archive_behind')).toMatch(/⚠ DOING .* archive/);

  // The failed one: how far, on which server, which log stream, the trace id to search for.
  await night.keys(key.enter);
  const failed = await night.frame();
  await matches(night, failed, '20-failing');
  const [ended] = await night.query(
    `SELECT j.*, t.INPUT_BYTES, t.OUTPUT_BYTES, t.FINISH_TABLET_COUNT, t.START_SCN, t.START_TIMESTAMP ts, t.END_TIMESTAMP te
     FROM oceanbase.CDB_OB_BACKUP_JOB_HISTORY j JOIN oceanbase.CDB_OB_BACKUP_TASK_HISTORY t
     ON t.TENANT_ID = j.TENANT_ID AND t.JOB_ID = j.JOB_ID WHERE j.TENANT_ID = ${failing} AND j.STATUS = 'FAILED' ORDER BY j.JOB_ID DESC LIMIT 1`,
  );
  const comment = /ls_id: (\d+), addr: ([\d.:]+), .*trace_id: (\S+)/.exec(ended?.COMMENT ?? '');
  expect(failed).toContain(
    `server ${comment?.[2]} · log stream ${comment?.[1]} · module BACKUP_DATA · trace id ${comment?.[3]}`,
  );
  const runs = (row: Row) => row.TENANT_ID === failing && row.STATUS !== 'FAILED';
  const lastRow = night.seen.findLast(({ rows }) => rows.some(runs))?.rows.find(runs);
  const lastShare = `${lastRow?.DATA_PROGRESS} %`;
  expect(failed).toContain(`FAILED at ${lastShare} (last seen) · ${ended?.RESULT} OB_TIMEOUT`);
  expect(failed).toContain(
    `${shortDate(moment(ended?.te))}, took ${exactLength((moment(ended?.te) - moment(ended?.ts)) / 1000)}`,
  );

  // The slow one, below the one that could not start: goes, one file after the other, how fast, how long still, how the
  // last one went.
  await night.keys(key.escape, 'j', 'j', key.enter);
  const going = await night.frame();
  await matches(night, going, '20-slow');
  const slowTask = await taskOf(night, slow);
  const slowSeen = watched(night, slow);
  const done = `${slowTask.DATA_PROGRESS} %`;
  const [, dataAt, left = ''] = /· data ends (~\d\d:\d\d) \((~[\w ]+)\)/.exec(going) ?? [];
  const [, jobAt, jobLeft = ''] = /job ends (~\d\d:\d\d) \((~[\w ]+)\)/.exec(going) ?? [];
  const before = await lastRun(night, slow);
  const course = /the data takes (~[\w ]+) in total,/.exec(going)?.[1] ?? '';
  const speed = /([\d.]+ MB)\/s/.exec(going)?.[1] ?? '';
  accounted(going, [
    ...(await panelTexts(night, slowTask)),
    await runningText(night, slow),
    done,
    `${grouped(slowTask.FINISH_MACRO_BLOCK_COUNT ?? '')} of ${grouped(slowTask.MACRO_BLOCK_COUNT ?? '')} blocks`,
    `last progress ${length(since(slowSeen.lastStep))} ago`,
    ...(await phaseTimes(night, slowTask)),
    `data ends ${dataAt} (${left})`,
    `the data takes ${course} in total, in job ${before.job} it took ${length(before.data)}`,
    `job ends ${jobAt} (${jobLeft}) if archive and log go as in job ${before.job}`,
    `${speed}/s`,
    ...(await logStreamTexts(night, slow)),
    ...graphTexts(going, slowSeen),
    'lag <1m',
  ]);
  // What is learnt from steps: the bytes of the last few files over their time.
  const [from, until] = [slowSeen.steps.at(-4), slowSeen.steps.at(-1)];
  const bytes = BigInt(until?.row.OUTPUT_BYTES ?? 0) - BigInt(from?.row.OUTPUT_BYTES ?? 0);
  const perSecond = Number(bytes) / (((until?.at ?? 0) - (from?.at ?? 0)) / 1000) / 1024 ** 2;
  expect(Math.abs(Number.parseFloat(speed) / perSecond - 1)).toBeLessThan(0.25);
  expect(Math.abs(estimate(course) - estimate(left) - since(moment(slowTask.START_TIMESTAMP)))).toBeLessThan(
    300,
  );
  expect(Math.abs(estimate(jobLeft) - estimate(left) - before.later)).toBeLessThan(120);
  await night.keys('L');
  const oneStream = await night.frame();
  await matches(night, oneStream, '20-slow-log-streams');
  expect(oneStream).toContain('1 of 2 finished');

  // The one that waits: on what, how far that is, how much is still to go, and where to look.
  await night.keys(key.escape, key.escape, 'j', key.enter);
  const waiting = await night.frame();
  await matches(night, waiting, '20-archive');
  const waitingTask = await taskOf(night, archive);
  const [log] = await night.query(
    `SELECT STATUS, CHECKPOINT_SCN FROM oceanbase.CDB_OB_ARCHIVELOG WHERE TENANT_ID = ${archive}`,
  );
  const checkpoint = log?.CHECKPOINT_SCN ?? '0';
  const lag = length(since(scnMoment(checkpoint)));
  const toGo = Number(BigInt(waitingTask.END_SCN ?? 0) - BigInt(checkpoint)) / 1e9;
  expect(toGo).toBeGreaterThan(0);
  // The list of tenants saw the checkpoint move for the last time, to a moment that was some minutes ago by then.
  const stalled = /no progress for (\d+)m/.exec(waiting)?.[1] ?? '';
  const minutes = Number.parseInt(lag, 10);
  expect(Number(stalled)).toBeGreaterThanOrEqual(minutes - 3);
  expect(Number(stalled)).toBeLessThanOrEqual(minutes);
  accounted(waiting, [
    ...(await panelTexts(night, waitingTask)),
    await runningText(night, archive),
    `RUNNING · no progress for ${stalled}m · ${waitingTask.STATUS}`,
    `${log?.STATUS} · lag ${lag}, normal is up to 4m: archived up to ${shortDate(scnMoment(checkpoint))} · ${toGo < 1 ? '<1s' : length(toGo)} short of END_SCN`,
    ...(await phaseTimes(night, waitingTask)),
    `reaches END_SCN ${shortDate(scnMoment(waitingTask.END_SCN ?? '0')).slice(6)};`,
    '100.00 %',
    `${grouped(waitingTask.FINISH_MACRO_BLOCK_COUNT ?? '')} blocks`,
  ]);

  // The one whose log stream retries: the panel leads to it.
  await night.keys(key.escape, 'j', key.enter);
  const retries = await night.frame();
  await matches(night, retries, '20-retrying');
  await night.keys('L');
  const streams = await night.frame();
  await matches(night, streams, '20-retrying-log-streams');
  const rows = await night.query(
    `SELECT ls_id, svr_ip, svr_port, status, retry_id, turn_id, output_bytes, finish_macro_block_count, macro_block_count,
     task_trace_id FROM oceanbase.__all_virtual_backup_ls_task WHERE tenant_id = ${retrying}`,
  );
  const worst = rows.find(row => Number(row.retry_id) > 0);
  expect(lineOf(streams, ' ▸ ')).toMatch(new RegExp(`▸ ${worst?.ls_id} .* DOING +↻ ${worst?.retry_id} `));
  for (const row of rows) {
    const line = lineOf(streams, ` ${row.ls_id} `.padEnd(6));
    for (const text of [
      `${row.svr_ip}:${row.svr_port}`,
      row.status ?? '',
      size(BigInt(row.output_bytes ?? 0)),
      `${grouped(row.finish_macro_block_count ?? '')} of ${grouped(row.macro_block_count ?? '')}`,
    ]) {
      expect(line).toContain(text);
    }
  }
  expect(streams).toContain(
    `${rows.filter(row => row.status === 'FINISH').length} of ${rows.length} finished`,
  );

  // The one that goes well: its log is being copied.
  await night.keys(key.escape, key.escape, 'j', key.enter);
  const well = await night.frame();
  await matches(night, well, '20-fine');
  const fineTask = await taskOf(night, fine);
  expect(well).toContain(`${fineTask.LOG_PROGRESS} %`);
  expect(well).toContain(`${fineTask.FINISH_LOG_FILE_COUNT} of ${fineTask.LOG_FILE_COUNT} files`);
  expect(well).toContain(`last FULL took`);

  // The one that could not start: it has no job, only an event.
  await night.keys(key.escape, key.escape, key.escape, 'G', key.enter);
  const noJob = await night.frame();
  await matches(night, noJob, '20-refused');
  const [event] = await night.query(
    `SELECT TIMESTAMP t, VALUE2 r FROM oceanbase.DBA_OB_ROOTSERVICE_EVENT_HISTORY WHERE MODULE = 'backup_data'
     AND EVENT = 'start_backup_data' AND VALUE1 = '${refused}' ORDER BY TIMESTAMP DESC LIMIT 1`,
  );
  accounted(noJob, [
    ...(await headerOf(night)),
    `refused (${refused})`,
    `could not start ${length(since(moment(event?.t)))} ago: log archiving is off (${event?.r} OB_BACKUP_CAN_NOT_START)`,
    'running 0 · history 0',
  ]);
  await night.keys('e');
  const events = await night.frame();
  await matches(night, events, '20-refused-events');
  expect(events).toContain(`${event?.r} OB_BACKUP_CAN_NOT_START`);
});

it('by the morning it is visible how each of them ended', async () => {
  const night = await startNight(tasks);
  await night.minutes(110);
  const tenants = await night.frame();
  await matches(night, tenants, '110-tenants');
  for (const good of ['slow_storage', 'archive_behind', 'retrying_ls', 'fine']) {
    expect(lineOf(tenants, good)).toMatch(/– +FULL \d+[mh]\S* +\d+[ms] +\S{6}✔$/);
  }
  expect(lineOf(tenants, ' ✖ failing ')).toMatch(/FULL failed 1h ago at \d+ %: -4012 OB_TIMEOUT/);
  expect(lineOf(tenants, 'all tenants')).toMatch(/oldest good: failing FULL \d+h/);
  expect(lineOf(tenants, ' ✖ refused ')).toContain('could not start 1h ago');
  expect(night.terminal.text()).not.toContain('⚠');
});
