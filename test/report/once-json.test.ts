import { describe, expect, it } from 'vitest';
import { officialJob, officialTask, withoutProgress } from '../fixtures/rows.ts';
import { documentOf, pictureOf, running, sysServer } from './documents.ts';

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
