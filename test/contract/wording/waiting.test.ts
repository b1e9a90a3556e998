// What is said of a log before 4.3.1, where the wait for the archive has no STATUS and log files are not counted.
import { beforeEach, expect, it } from 'vitest';
import { wordsOf } from '../../../source/text/words.ts';
import { jobRow, taskRow } from '../../fixtures/rows.ts';
import { generations, type Mode, modes } from '../generations.ts';
import { describeOnSimulator } from '../on-simulator.ts';
import { sourceOn } from '../source-on.ts';
import { panelOf, putTenant, readAt, saidOf } from './said.ts';

const words = wordsOf('en').screens;
const uncounted = generations.filter(generation => !generation.logIsCounted);
const cases = uncounted.flatMap(({ release }) => modes.map(mode => [release, mode] as const));

describeOnSimulator('A task in BACKUP_LOG of a release that counts no log files', stage => {
  /** The archive is four seconds behind `readAt`, the end of the data `endsBehind` microseconds. */
  async function put(mode: Mode, release: string, endsBehind: bigint) {
    const tenantId = mode === 'oracle' ? 1004n : 1002n;
    await stage.clear();
    await stage.build({ as: mode, release });
    await putTenant(stage, tenantId, 'a_tenant');
    await stage.put('JOBS', tenantId, jobRow(7, { PLUS_ARCHIVELOG: 'ON' }));
    const endScn = String((readAt - endsBehind * 1_000_000n) * 1000n);
    await stage.put('TASKS', tenantId, taskRow(7, { STATUS: 'BACKUP_LOG', END_SCN: endScn }));
    const source = sourceOn(stage);
    const { tenantId: own } = await source.identify();
    const key = { tenantId: mode === 'sys' ? tenantId : own, jobId: 7n };
    const panel = panelOf(await source.identify(), await source.read({ kind: 'job', key }), key).join('\n');
    const { once, job, document } = await saidOf(source, key);
    return { panel, once, cell: job.log, state: document.jobs[0].tasks[0].derived.log_state };
  }

  beforeEach(() => stage.clear());

  it.each(cases)(
    'waits while the archive is behind the end of the data, and says so (%s, %s)',
    async (...at) => {
      const said = await put(at[1], at[0], 1n);
      for (const text of [said.panel, said.once])
        expect(text).toContain('waits until archiving reaches END_SCN');
      expect(said).toMatchObject({ cell: words.log.short.uncounted, state: 'waiting' });
    },
  );

  it.each(cases)(
    'is in progress once the archive has passed it, without a percentage (%s, %s)',
    async (...at) => {
      const said = await put(at[1], at[0], 10n);
      for (const text of [said.panel, said.once]) {
        expect(text).toContain(words.log.uncounted);
        expect(text).not.toContain('waits until archiving reaches END_SCN');
      }
      expect(said).toMatchObject({ cell: words.log.short.uncounted, state: 'running' });
    },
  );
});
