import { describe, expect, it } from 'vitest';
import { jobRow, taskRow } from '../../fixtures/rows.ts';
import { describeOnEveryStage } from '../servers/every-stage.ts';
import { sourceOn } from '../source-on.ts';
import { putTenant, saidOf } from './said.ts';

const key = { tenantId: 1002n, jobId: 7n };
const lowest = String(-(2n ** 63n));
const highest = String(2n ** 63n - 1n);

/** What a row holds, and which of these figures can be known all the same. */
interface Absurd {
  readonly row: Readonly<Record<string, string | null>>;
  readonly percent?: string;
  /** Only where a server keeps any text in any column. */
  readonly onSimulator?: boolean;
}

const allOf = (number: string | null) => ({
  INPUT_BYTES: number,
  OUTPUT_BYTES: number,
  TABLET_COUNT: number,
  FINISH_TABLET_COUNT: number,
  MACRO_BLOCK_COUNT: number,
  FINISH_MACRO_BLOCK_COUNT: number,
});

const absurd: Readonly<Record<string, Absurd>> = {
  'all of them -1': { row: { ...allOf('-1'), DATA_PROGRESS: '-1.00' } },
  'all of them the lowest number there is': { row: { ...allOf(lowest), DATA_PROGRESS: '-1.00' } },
  'all of them NULL': { row: { ...allOf(null), DATA_PROGRESS: null } },
  'a negative total': { row: { MACRO_BLOCK_COUNT: '-5', DATA_PROGRESS: null } },
  'a negative number of finished blocks': { row: { FINISH_MACRO_BLOCK_COUNT: '-5', DATA_PROGRESS: null } },
  'far more finished than there is': {
    row: { MACRO_BLOCK_COUNT: '10', FINISH_MACRO_BLOCK_COUNT: highest, DATA_PROGRESS: null },
  },
  'finished blocks of none': {
    row: { MACRO_BLOCK_COUNT: '0', FINISH_MACRO_BLOCK_COUNT: '5', DATA_PROGRESS: null },
  },
  'a progress of 250 %, and counters that are right': {
    row: { DATA_PROGRESS: '250.00' },
    percent: '50.00 %',
  },
  'a negative progress, and counters that are right': { row: { DATA_PROGRESS: '-3.00' }, percent: '50.00 %' },
  'texts that are no numbers': {
    row: { ...allOf('many'), DATA_PROGRESS: 'half' },
    onSimulator: true,
  },
  'hexadecimal and fractions': {
    row: {
      ...allOf('12.5'),
      MACRO_BLOCK_COUNT: '0x10',
      FINISH_MACRO_BLOCK_COUNT: '0x20',
      DATA_PROGRESS: 'none',
    },
    onSimulator: true,
  },
};

describeOnEveryStage('counters that cannot be right', stage => {
  const cases = Object.entries(absurd).filter(
    ([, { onSimulator }]) => !onSimulator || stage.name === 'simulator',
  );
  describe.skipIf(!stage.canPut)('of a task', () => {
    it.each(cases)(
      'are no figure on any screen, and in JSON as they were sent: %s',
      async (_, { row, percent }) => {
        await stage.clear();
        await stage.build({ as: 'sys', release: '4.3.3' });
        await putTenant(stage, 1002n, 'shop');
        await stage.put('JOBS', 1002n, jobRow(7));
        await stage.put(
          'TASKS',
          1002n,
          taskRow(7, { MACRO_BLOCK_COUNT: '82', FINISH_MACRO_BLOCK_COUNT: '41', ...row }),
        );
        const { panel, job, tenant, once, document, json } = await saidOf(sourceOn(stage), key);
        const shown = [...panel, ...Object.values(job), ...Object.values(tenant), once].join('\n');
        const percents = new Set(shown.match(/\d+\.\d\d %/g));
        expect([...percents]).toEqual(percent === undefined ? [] : [percent]);
        expect(shown).not.toMatch(/(?<![\d\w:/.-])-\d|NaN|Infinity|undefined|null/);
        if (percent === undefined)
          expect(shown).toContain("no percentage: the server's counters cannot be right");
        expect(document.jobs[0].tasks[0].derived).toMatchObject({
          data_percent: percent === undefined ? null : 50,
          data_state: percent === undefined ? 'unknowable' : 'running',
          eta_seconds: null,
          eta_low_seconds: null,
        });
        const compact = json.replaceAll(/\s/g, '');
        for (const [name, text] of Object.entries(row)) {
          const value =
            text === null || (/^-?\d+$/.test(text) && name !== 'DATA_PROGRESS') ? text : `"${text}"`;
          expect(compact).toContain(`"${name.toLowerCase()}":${value}`);
        }
      },
    );

    it.each([
      ['-1', '-1'],
      [lowest, lowest],
      ['8', highest],
      ['-1', '4'],
    ])('are no percentage of the log: %s files, %s finished', async (files, finished) => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'shop');
      await stage.put('JOBS', 1002n, jobRow(7, { PLUS_ARCHIVELOG: 'ON' }));
      const log = { LOG_FILE_COUNT: files, FINISH_LOG_FILE_COUNT: finished, LOG_PROGRESS: null };
      await stage.put('TASKS', 1002n, taskRow(7, { STATUS: 'BACKUP_LOG', ...log }));
      const { panel, job, document } = await saidOf(sourceOn(stage), key);
      expect(panel.join('\n')).toContain("copying: the server's counters of log files cannot be right");
      expect(job).toMatchObject({ log: 'under way' });
      expect(document.jobs[0].tasks[0].derived).toMatchObject({ log_percent: null, log_state: 'running' });
    });

    it('are times that are none: 0000-00-00 and NULL', async () => {
      await stage.clear();
      await stage.build({ as: 'sys', release: '4.3.3' });
      await putTenant(stage, 1002n, 'shop');
      await stage.put('JOBS', 1002n, jobRow(7, { START_TIMESTAMP: null }));
      await stage.put('TASKS', 1002n, taskRow(7, { START_TIMESTAMP: null }));
      const { panel, job, once } = await saidOf(sourceOn(stage), key);
      const shown = [...panel, ...Object.values(job), once].join('\n');
      expect(shown).not.toMatch(/1970|0000|so far/);
    });
  });
});
