// Every situation in every kernel generation, seen by everybody who may look.
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { kernelCodeName } from '../../source/backup/kernel-code.ts';
import { phaseOf } from '../../source/backup/phase.ts';
import { findJob, type Picture, tasksOf } from '../../source/backup/picture.ts';
import { dataProgress, logProgress } from '../../source/backup/progress.ts';
import type { Server } from '../../source/backup/server.ts';
import type { BackupSource } from '../../source/backup/source.ts';
import { tenantRow } from '../fixtures/rows.ts';
import { type Generation, generations, type Mode, modes } from './generations.ts';
import { Tally } from './matrix-tally.ts';
import { describeOnSimulator } from './on-simulator.ts';
import { describeOnEngine } from './servers/every-stage.ts';
import { type Stage, tenantIdOf } from './servers/stage.ts';
import type { Situation } from './situation.ts';
import { putSituation, situations } from './situations.ts';
import { all, openSource } from './source-on.ts';

const tally = new Tally();
afterAll(() => process.stdout.write(tally.table()));

/** What the rows of a job are read as, in the words of the table of situations. */
function readAs(picture: Picture, key: { tenantId: bigint | null; jobId: bigint }, server: Server) {
  const job = findJob(picture, key);
  const [task] = tasksOf(picture, key);
  return {
    job: job?.status.kind === 'ended' ? job.status.outcome : job?.status.kind,
    task:
      task === undefined
        ? null
        : {
            phase: task.status.kind === 'ended' ? null : phaseOf(task.status.text),
            data: dataProgress(task, server.capabilities),
            log: logProgress(task, job),
          },
    type: job?.type.kind,
    code: -Number(job === null ? 0n : job.result < 0n ? -job.result : job.result) + 0,
  };
}

function matrixOn(stage: Stage, name: string, mode: Mode, covered: readonly Generation[]): void {
  describe.each(covered.map(generation => [generation.name, generation] as const))(
    `seen from ${mode} at %s`,
    (_, generation) => {
      const tenantId = mode === 'oracle' ? 1004n : 1002n;
      // All situations are jobs of one tenant.
      const here = situations.filter(situation => situation.happensIn(generation));
      let source: BackupSource;
      let server: Server;
      let list: Picture;

      beforeAll(async () => {
        await stage.clear();
        await stage.build({ as: mode, release: generation.release });
        const compatibility = mode === 'oracle' ? 'ORACLE' : 'MYSQL';
        const tenant = tenantRow('one_tenant', { COMPATIBILITY_MODE: compatibility });
        await stage.put('TENANTS', tenantId, tenant);
        for (const [index, situation] of here.entries()) {
          await putSituation(stage, situation, generation, tenantId, index + 1);
        }
        source = openSource(stage);
        server = await source.identify();
        list = await source.read({ kind: 'jobs', scope: all, pages: 1, columns: 'list' });
      });
      afterAll(() => source?.close());

      it('knows where a percentage comes from', () => {
        const from = { view: 'in_view', counters: 'computed', nowhere: 'unknowable' } as const;
        expect(server.sees).toBe(mode === 'sys' ? 'all_tenants' : 'own_tenant');
        expect(server.tenantId ?? tenantIdOf({ as: mode, release: '' })).toBe(mode === 'sys' ? 1n : tenantId);
        expect(server.capabilities.dataProgressIs).toBe(from[generation.progress[mode]]);
        expect(server.capabilities.logFilesAreCounted).toBe(generation.logIsCounted);
      });

      it.each(here.map((situation, index) => [situation.name, situation, index + 1] as const))(
        '%s',
        async (_name, situation: Situation, jobId) => {
          const key = { tenantId: mode === 'sys' ? tenantId : server.tenantId, jobId: BigInt(jobId) };
          const expected = situation.expected(generation, mode);
          expect(readAs(await source.read({ kind: 'job', key }), key, server)).toMatchObject(expected);
          expect(readAs(list, key, server)).toMatchObject(expected);
          if (expected.code !== undefined && expected.code !== 0) {
            expect(kernelCodeName(expected.code)).toMatch(/^OB_/);
          }
          tally.count(name, generation, mode, situation);
        },
      );
    },
  );
}

describeOnSimulator('Every situation', stage => {
  for (const mode of modes) matrixOn(stage, 'simulator', mode, generations);
});

describeOnEngine('Every situation', stage => {
  // The engine's kernel is 4.3.5: a user tenant, which has to go by the version, is right from 4.2.1 BP3 on.
  const known = generations.filter(({ release }) => release !== '4.6.0' && release !== 'next');
  matrixOn(stage, 'engine', 'sys', known);
  matrixOn(
    stage,
    'engine',
    'mysql',
    known.filter(generation => generation.progress.sys !== 'nowhere'),
  );
});

it('leaves out no generation, nobody who looks, and no situation', () => {
  for (const situation of situations)
    expect(generations.some(situation.happensIn), situation.name).toBe(true);
  const cells = generations.flatMap(generation => situations.filter(one => one.happensIn(generation)));
  expect(tally.checked('simulator')).toBe(cells.length * modes.length);
  if (!('reason' in inject('engine'))) expect(tally.checked('engine')).toBeGreaterThan(0);
});
