import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import type { RowOrigin } from '../../source/backup/row.ts';
import type { Server } from '../../source/backup/server.ts';
import type { Family } from '../../source/oceanbase/views/view.ts';
import { onceJson, type SnapshotExtras } from '../../source/report/once-json.ts';
import { officialJob, officialTask, type RowTexts, withoutProgress } from '../fixtures/rows.ts';
import { archive, jobOf, server, taskOf, tenant } from '../fixtures/values.ts';

type PlacedRow = readonly [texts: RowTexts, origin: RowOrigin];

/** A picture of these rows, read 90 s after the official task began. */
function pictureOf({
  jobs = [],
  tasks = [],
  family = 'sys',
}: {
  readonly jobs?: readonly PlacedRow[];
  readonly tasks?: readonly PlacedRow[];
  readonly family?: Family;
}): Picture {
  return {
    readAt: 1_715_277_337_718_856n,
    tenants: [tenant(1002n, 'mysql_tenant')],
    jobs: jobs.map(([texts, origin]) => jobOf(texts, origin, family)),
    tasks: tasks.map(([texts, origin]) => taskOf(texts, origin, family)),
    olderJobs: false,
  };
}

const sysServer = server({ clock: 1_715_249_000_000_000n });

const schema = JSON.parse(await readFile(new URL('../../schema/once.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

/** The document, after a check against the published schema. */
function documentOf(picture: Picture, server: Server = sysServer, asides: SnapshotExtras = {}) {
  const text = onceJson(server, picture, asides);
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return { text, document };
}

const running = pictureOf({ jobs: [[officialJob, 'live']], tasks: [[officialTask, 'live']] });

describe('the JSON document', () => {
  it('has every column of the official example, with exactly those values', () => {
    const { document } = documentOf(running);
    const [job] = document.jobs;
    const [task] = job.tasks;
    for (const [row, texts] of [
      [job, officialJob],
      [task, officialTask],
    ] as const) {
      for (const [name, text] of Object.entries(texts)) {
        const expected =
          text === null ? null : name.endsWith('_TIMESTAMP') ? `${text.replace(' ', 'T')}Z` : text;
        const value = row[name.toLowerCase()];
        expect(typeof value === 'number' ? String(value) : value, name).toBe(expected);
      }
    }
  });

  it('writes SCNs and decimals as strings, ids and counts as numbers', () => {
    const [task] = documentOf(running).document.jobs[0].tasks;
    expect(task.start_scn).toBe('1715248462749288000');
    expect(task.data_progress).toBe('100.00');
    expect(task.output_rate_bytes).toBe('0.0000');
    expect(task.tenant_id).toBe(1002);
    expect(task.macro_block_count).toBe(82);
  });

  it('keeps all digits of a count beyond 2^53', () => {
    const { text } = documentOf(
      pictureOf({
        jobs: [[officialJob, 'live']],
        tasks: [[{ ...officialTask, INPUT_BYTES: '9223372036854775807' }, 'live']],
      }),
    );
    expect(text).toContain('"input_bytes": 9223372036854775807');
  });

  it('leaves out a column that the view does not have', () => {
    const { DATA_PROGRESS: _, ...older } = officialTask;
    const [task] = documentOf(pictureOf({ jobs: [[officialJob, 'live']], tasks: [[older, 'live']] })).document
      .jobs[0].tasks;
    expect(task).not.toHaveProperty('data_progress');
  });

  it('keeps what the server stored, control characters included', () => {
    const comment = 'a\u001b[31mred\n"quoted"';
    const { document } = documentOf(pictureOf({ jobs: [[{ ...officialJob, COMMENT: comment }, 'live']] }));
    expect(document.jobs[0].comment).toBe(comment);
  });

  it('escapes DEL and the 8-bit control characters, which a terminal could obey', () => {
    const controls = String.fromCharCode(...Array.from({ length: 33 }, (_, index) => 0x7f + index));
    const comment = `${controls}租\u009b31m`;
    const { text, document } = documentOf(
      pictureOf({ jobs: [[{ ...officialJob, COMMENT: comment }, 'live']] }),
    );
    expect(text).toContain('"\\u007f\\u0080\\u0081');
    expect(text).toContain('\\u009f租\\u009b31m"');
    expect(text).not.toMatch(/[\u007F-\u009F]/);
    expect(document.jobs[0].comment).toBe(comment);
  });

  it('says of a log that was not asked for so, and not 0 %', () => {
    const { derived } = documentOf(running).document.jobs[0].tasks[0];
    expect(derived).toMatchObject({
      log_state: 'not_requested',
      log_percent: null,
      data_percent: 100,
      phase: 'wait_archive',
    });
  });

  it('makes no percentage of a history row', () => {
    const failed = {
      ...withoutProgress(officialTask),
      STATUS: 'FAILED',
      RESULT: '-4012',
      END_TIMESTAMP: '2024-05-09 18:00:00.000001',
    };
    const picture = pictureOf({
      jobs: [[{ ...officialJob, STATUS: 'FAILED', RESULT: '-4012', PLUS_ARCHIVELOG: 'ON' }, 'history']],
      tasks: [[failed, 'history']],
    });
    const { derived } = documentOf(picture).document.jobs[0].tasks[0];
    expect(derived).toMatchObject({
      data_percent: null,
      log_percent: null,
      log_state: null,
      phase: null,
      from: 'history',
    });
    expect(derived.elapsed_seconds).toBeCloseTo(352.281, 2);
  });

  it("reads an Oracle tenant's times as UTC+8, with the digits the server sent", () => {
    const { TENANT_ID: _, ...own } = officialJob;
    const picture = pictureOf({
      jobs: [[{ ...own, START_TIMESTAMP: '2024-05-09 17:54:07' }, 'live']],
      family: 'oracle',
    });
    const { document } = documentOf(picture, {
      ...sysServer,
      mode: 'ORACLE',
      sees: 'own_tenant',
      tenantId: 1002n,
    });
    expect(document.jobs[0].start_timestamp).toBe('2024-05-09T09:54:07Z');
    expect(document.jobs[0]).not.toHaveProperty('tenant_id');
  });

  it('puts the children of a cluster job below it, and a child whose cluster job is not there by itself', () => {
    const cluster = {
      ...officialJob,
      TENANT_ID: '1',
      JOB_ID: '1',
      JOB_LEVEL: 'CLUSTER',
      BACKUP_SET_ID: '0',
      INITIATOR_JOB_ID: '1',
    };
    const { document } = documentOf(
      pictureOf({
        jobs: [
          [officialJob, 'live'],
          [cluster, 'live'],
        ],
        tasks: [[officialTask, 'live']],
      }),
    );
    expect(document.jobs).toHaveLength(1);
    expect(document.jobs[0].children[0].tasks[0].task_id).toBe(2);
    expect(documentOf(running).document.jobs[0].children).toEqual([]);
  });
});

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
        still_to_go_seconds: 20,
      },
    ]);
    expect(
      derivedWith(new Map([['1002/2', { archives: [archive({ status: 'PREPARE', checkpointScn: 0n })] }]]))
        .archives,
    ).toEqual([{ status: 'PREPARE', checkpoint_scn: '0', lag_seconds: null, still_to_go_seconds: null }]);
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
        read_at: '2024-05-09T17:55:37.718856Z',
      },
      needs: ['overdue'],
    });
    expect(never).toMatchObject({ last_good: null, overdue: true, archive: null, needs: ['never'] });
    expect(unread).toMatchObject({ last_good: null, overdue: null, days: null, archive: null, needs: [] });
  });
});
