// What panel, lists, --once and --once --json say in every situation, every kernel generation, to everybody.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kernelCodeName } from '../../../source/backup/kernel-code.ts';
import { percent } from '../../../source/text/number.ts';
import { wordsOf } from '../../../source/text/words.ts';
import { jobRow, taskRow } from '../../fixtures/rows.ts';
import { type Generation, generations, type Mode, modes } from '../generations.ts';
import { Tally } from '../matrix-tally.ts';
import { describeOnSimulator } from '../on-simulator.ts';
import type { Stage } from '../servers/stage.ts';
import type { Expected, Situation } from '../situation.ts';
import { putSituation, situations } from '../situations.ts';
import { openSource, sourceOn } from '../source-on.ts';
import { type BarKind, taskSays, withoutTask } from './expected.ts';
import { putTenant, type Said, saidOf } from './said.ts';

const words = wordsOf('en').screens;
const tally = new Tally();
const what = 'simulator, in the words of panel, lists, --once and --json';
afterAll(() => process.stdout.write(tally.table()));

/** Every percentage in a text. */
const percentages = (text: string) => [...new Set(text.match(/\d+(?:\.\d+)? ?%/g) ?? [])].sort();
const known = /[━╸]|──/;
const unknown = /▒/;
const anyBar = /[━╸▒]|──/;
const barIn = (text: string): BarKind =>
  unknown.test(text) ? 'unknown' : known.test(text) ? 'known' : 'none';
/** A line that was wrapped is one text again. */
const flat = (lines: readonly string[]) => lines.map(line => line.trim()).join(' ');
const texts = (hundredths: readonly (number | null)[]) =>
  [...new Set(hundredths.flatMap(each => (each === null ? [] : [percent(each)])))].sort();

/** The part of a panel from one label to the next. */
function partOf(panel: readonly string[], label: string): string {
  const begins = panel.findIndex(line => line.startsWith(`  ${label} `));
  if (begins === -1) return '';
  const after = panel.slice(begins + 1);
  const length = after.findIndex(line => /^ {2}\S|^$/.test(line));
  return flat(panel.slice(begins, begins + 1 + (length === -1 ? after.length : length)));
}

function checkTask(said: Said, expected: Expected, generation: Generation, mode: Mode): void {
  const { task } = expected;
  if (task === null) throw new Error('This situation has no task.');
  const { data, log, tablets } = taskSays(task, generation);
  const panel = flat(said.panel);
  for (const words of [...data.panel, ...log.panel]) expect(panel).toContain(words);
  // Nor a ratio of tablets where the totals follow what is finished.
  expect(said.panel.map(line => line.split(' · ').at(-1))).toContain(tablets);
  for (const words of data.cell) expect(said.job.data).toContain(words);
  expect(said.job.log).toBe(log.cell.join(''));

  // No percentage but those that are known, and those everywhere.
  const both = texts([data.hundredths, log.hundredths]);
  expect(percentages(panel)).toEqual(both);
  // A list has no bar of data that is done.
  const listed = task.data.state === 'finished' ? null : data.hundredths;
  expect(percentages(said.job.data ?? '')).toEqual(texts([listed]));
  expect(percentages(said.job.log ?? '')).toEqual(texts([log.hundredths]));
  expect(percentages(said.tenant.data ?? '')).toEqual(texts([listed]));
  expect(percentages(said.tenant.log ?? '')).toEqual(texts([log.hundredths]));
  expect(percentages(said.once)).toEqual(both);

  // A bar with a length only where it is known how long it is.
  expect(barIn(partOf(said.panel, words.panel.labels.data))).toBe(data.bars[0]);
  expect(barIn(partOf(said.panel, words.panel.labels.log))).toBe(log.bars[0]);
  expect([barIn(said.job.data ?? ''), barIn(said.job.log ?? '')]).toEqual([data.bars[1], log.bars[1]]);
  if (data.bars[0] === 'none' && log.bars[0] === 'none') expect(panel).not.toMatch(anyBar);
  if (data.bars[1] === 'unknown') {
    expect(barIn(said.tenant.data ?? '')).toBe('unknown');
    expect(said.once).not.toMatch(known);
  }
  if (expected.job !== 'running') expect(said.once).not.toMatch(anyBar);

  const [row] = said.document.jobs[0].tasks;
  expect(row.derived).toMatchObject({ ...data.json, ...log.json, phase: task.phase });
  const isLive = row.derived.from === 'live';
  const counted = generation.progress[mode] === 'view';
  expect(Object.hasOwn(row, 'data_progress')).toBe(isLive && counted);
  expect(Object.hasOwn(row, 'log_progress')).toBe(isLive && generation.logIsCounted);
}

function checkJob(said: Said, expected: Expected): void {
  const { job, type, code = 0 } = expected;
  const [row] = said.document.jobs;
  expect(said.document.jobs).toHaveLength(1);
  const stands = job === 'running' ? words.panel.running : words.outcomes[job].toUpperCase();
  // A task may have ended before its job has: the panel is the task's.
  const taskEnded = job === 'running' && expected.task?.data.state === 'ended';
  if (!taskEnded) expect(said.panel[0]).toContain(stands);
  expect(said.job.status?.replace(/^\S /, '')).toBe(row.status);
  expect(said.once).toContain(row.status);
  if (job === 'running') {
    expect(said.tenant.good).toBe(words.tenantList.never);
    expect(said.tenant.phase).not.toBe(words.none);
  } else {
    const { idle, never } = words.tenantList;
    expect(said.tenant.phase).toBe(job === 'failed' ? idle.failed : words.none);
    if (job === 'completed') expect(said.tenant.good).toContain(row.backup_type);
    else expect(said.tenant.good).toBe(never);
  }
  if (type !== undefined) {
    expect(said.job.type).toBe(row.backup_type);
    expect(flat(said.panel)).toContain(row.backup_type);
  }
  expect(-Math.abs(row.result) + 0).toBe(code);
  if (code !== 0) {
    expect(flat(said.panel)).toContain(kernelCodeName(code) ?? 'a name');
    for (const where of [flat(said.panel), said.job.result, said.once]) {
      expect(where).toContain(String(Math.abs(code)));
    }
  }
}

function saidOn(stage: Stage, mode: Mode): void {
  describe.each(generations.map(generation => [generation.name, generation] as const))(
    `to ${mode} at %s`,
    (_, generation) => {
      const tenantId = mode === 'oracle' ? 1004n : 1002n;
      const here = situations.filter(situation => situation.happensIn(generation));
      beforeAll(() => stage.build({ as: mode, release: generation.release }));

      it.each(here.map(situation => [situation.name, situation] as const))(
        '%s',
        async (_name, situation: Situation) => {
          await stage.clear();
          await putTenant(stage, tenantId, 'a_tenant', mode === 'oracle' ? 'ORACLE' : 'MYSQL');
          await putSituation(stage, situation, generation, tenantId, 7);
          const source = openSource(stage);
          try {
            const server = await source.identify();
            const said = await saidOf(source, {
              tenantId: mode === 'sys' ? tenantId : server.tenantId,
              jobId: 7n,
            });
            const expected = situation.expected(generation, mode);
            checkJob(said, expected);
            if (expected.task === null) {
              const sentence = withoutTask[expected.job === 'running' ? 'running' : 'ended'];
              expect(flat(said.panel)).toContain(sentence);
              expect(said.document.jobs[0].tasks).toEqual([]);
              expect(said.job).toMatchObject({ data: words.none, log: words.none });
              expect([...percentages(flat(said.panel)), ...percentages(said.once)]).toEqual([]);
            } else checkTask(said, expected, generation, mode);
            for (const text of [said.once, said.json, flat(said.panel)]) {
              expect(text).not.toMatch(/passwd|c2VjcmV0/i);
            }
            tally.count(what, generation, mode, situation);
          } finally {
            await source.close();
          }
        },
      );
    },
  );
}

describeOnSimulator('The wording of every situation', stage => {
  for (const mode of modes) saidOn(stage, mode);

  it('counters that are NULL make no percentage, and stay null in JSON', async () => {
    await stage.clear();
    await stage.build({ as: 'sys', release: '4.3.3' });
    await putTenant(stage, 1002n, 'a_tenant');
    const columns = Object.keys(taskRow(7)).filter(name => /BYTES|COUNT|TURN|RESULT|PROGRESS/.test(name));
    const none = Object.fromEntries(columns.map(name => [name, null]));
    await stage.put('JOBS', 1002n, jobRow(7));
    await stage.put('TASKS', 1002n, taskRow(7, none));
    const source = sourceOn(stage);
    const said = await saidOf(source, { tenantId: 1002n, jobId: 7n });
    const [task] = said.document.jobs[0].tasks;
    for (const name of columns) expect(task[name.toLowerCase()], name).toBeNull();
    for (const text of [flat(said.panel), said.once]) expect(percentages(text)).toEqual([]);
  });
});

it('leaves out no generation, nobody who looks, and no situation', () => {
  const cells = generations.flatMap(generation => situations.filter(one => one.happensIn(generation)));
  expect(tally.checked(what)).toBe(cells.length * modes.length);
});
