import { describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import type { SnapshotExtras } from '../../source/report/once-json.ts';
import { officialJob, officialTask } from '../fixtures/rows.ts';
import { archive, tenant } from '../fixtures/values.ts';
import { documentOf, pictureOf, running, sysServer } from './documents.ts';

describe('What the JSON document derives', () => {
  const second = 1_000_000_000n;
  const endScn = BigInt(officialTask.END_SCN ?? '0');
  const withLog = pictureOf({
    jobs: [[{ ...officialJob, PLUS_ARCHIVELOG: 'ON' }, 'live']],
    tasks: [[officialTask, 'live']],
  });
  const readAt = { ...withLog, readAt: endScn / 1000n + 60_000_000n };
  const derivedWith = (jobExtras: SnapshotExtras['jobExtras'], picture: Picture = readAt) =>
    documentOf(picture, sysServer, { ...(jobExtras === undefined ? {} : { jobExtras }) }).document.jobs[0]
      .tasks[0].derived;

  it('is null where it was not read, and stuck is what a single document cannot tell', () => {
    expect(derivedWith(undefined)).toMatchObject({
      stuck_seconds: null,
      archives: null,
      past: null,
      on_course_seconds: null,
      left_as_last_time_seconds: null,
    });
  });

  it('tells how far the log is archived, and how much is still to go', () => {
    const archives = [
      archive({ checkpointScn: endScn - 20n * second }),
      archive({ tenantId: 1004n, checkpointScn: 1n }),
    ];
    expect(derivedWith(new Map([['1002/2', { archives }]])).archives).toEqual([
      {
        status: 'DOING',
        checkpoint_scn: (endScn - 20n * second).toString(),
        lag_seconds: 80,
        lag_target_seconds: 120,
        behind: false,
        still_to_go_seconds: 20,
      },
    ]);
    expect(
      derivedWith(new Map([['1002/2', { archives: [archive({ status: 'PREPARE', checkpointScn: 0n })] }]]))
        .archives,
    ).toMatchObject([
      { status: 'PREPARE', checkpoint_scn: '0', lag_seconds: null, behind: null, still_to_go_seconds: null },
    ]);
    expect(derivedWith(new Map([['1002/2', { archives: [] }]])).archives).toEqual([]);
  });

  it('tells the last backup of the type, and what would be left if this one took as long', () => {
    const past = {
      jobId: 1n,
      type: 'full',
      seconds: 2460.5,
      inputBytes: null,
      outputBytes: null,
      macroBlocks: null,
      plusArchivelog: null,
      parts: { data: 2000, later: 460.5 },
    } as const;
    const derived = derivedWith(new Map([['1002/2', { previousRun: past }]]));
    const parts = { data_seconds: 2000, output_bytes: null, plus_archivelog: null };
    expect(derived.past).toEqual({ job_id: 1, type: 'FULL', seconds: 2460.5, ...parts });
    const withoutLog = { ...past, plusArchivelog: false, outputBytes: 2n ** 60n };
    const unlike = derivedWith(new Map([['1002/2', { previousRun: withoutLog }]]));
    expect(unlike).toMatchObject({ past: { plus_archivelog: false }, left_as_last_time_seconds: null });
    expect(derived.left_as_last_time_seconds).toBe(Math.round(2460.5 - derived.elapsed_seconds));
    expect(derived).toMatchObject({ eta_seconds: null });
    expect(derivedWith(new Map([['1002/2', { previousRun: null }]])).past).toBeNull();
  });

  it('tells of a tenant that the newest start of its backup was refused', () => {
    const started = readAt.jobs[0]?.startedAt ?? 0n;
    const refusals = [{ tenantId: 1002n, at: started + 1n, result: -9040n }];
    const tenants = [tenant(1002n, 't')];
    const { document } = documentOf({ ...readAt, tenants }, sysServer, { refusals });
    expect(document.tenants[0].derived.refused).toMatchObject({
      result: -9040,
      name: 'OB_BACKUP_CAN_NOT_START',
    });
    expect(documentOf({ ...readAt, tenants }).document.tenants[0].derived.refused).toBeNull();
  });

  it('tells of each tenant its last good backup, its days, its archive and what it needs', () => {
    const dayStart = 1_715_212_800_000_000n;
    const overview: Picture = {
      ...running,
      tenants: [tenant(1002n, 'mysql_tenant'), tenant(1004n, 'new'), tenant(1006n, 'unread')],
      jobs: [],
      records: [
        {
          tenantId: 1002n,
          lastGood: {
            type: { kind: 'inc', text: 'INC' },
            endedAt: running.readAt - 100_000_000_000n,
            jobId: 7n,
          },
          days: [{ from: dayStart, outcome: 'failed' }],
          readAt: running.readAt,
        },
        {
          tenantId: 1004n,
          lastGood: 'never',
          days: [{ from: dayStart, outcome: null }],
          readAt: running.readAt,
        },
      ],
      tenantArchives: [
        {
          tenantId: 1002n,
          status: 'DOING',
          checkpointScn: (running.readAt - 5_000_000n) * 1000n,
          lagTarget: 1,
          readAt: running.readAt,
        },
      ],
    };
    const { document } = documentOf({ ...overview, jobs: [] }, sysServer, {
      tenants: { overview, maxAge: 93_600 },
    });
    expect(document.max_age_seconds).toBe(93_600);
    const [old, never, unread] = document.tenants.map(({ derived }: { derived: object }) => derived);
    expect(old).toEqual({
      refused: null,
      last_good: { at: '2024-05-08T14:08:57.718856Z', type: 'INC', job_id: 7, age_seconds: 100_000 },
      overdue: true,
      days: [{ from: '2024-05-09T00:00:00.000000Z', outcome: 'failed' }],
      archive: {
        status: 'DOING',
        checkpoint_scn: '1715277332718856000',
        lag_seconds: 5,
        lag_target_seconds: 1,
        behind: false,
        read_at: '2024-05-09T17:55:37.718856Z',
      },
      needs: ['overdue'],
    });
    expect(never).toMatchObject({ last_good: null, overdue: true, archive: null, needs: ['never'] });
    expect(unread).toMatchObject({ last_good: null, overdue: null, days: null, archive: null, needs: [] });
  });
});
