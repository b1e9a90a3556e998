import { describe, expect, it } from 'vitest';
import type { DayOutcome, GoodBackup } from '../../source/backup/backup-record.ts';
import type { Job } from '../../source/backup/job.ts';
import type { JobStory } from '../../source/backup/job-story.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { type StoryOf, storyLines } from '../../source/presentation/story.ts';
import {
  clusterJob,
  everything,
  job,
  logStream,
  picture,
  seconds,
  server,
  task,
  tenant,
  tenFortyTwo,
} from '../fixtures/values.ts';
import { plainLook } from './plain-theme.ts';

const tenants = [tenant(1002n, 'crm_prod')];

function storyOf(of: Job | null, change: Partial<StoryOf> = {}, story?: Partial<JobStory>): StoryOf {
  const running = of?.status.kind === 'running';
  const read = picture({
    tenants,
    jobs: of === null ? [] : [of],
    tasks: of !== null && running && of.key.tenantId !== 1n ? [task({ of })] : [],
    ...(story === undefined || of === null ? {} : { story: { job: of.key, ...story } }),
  });
  const evidence = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: tenFortyTwo });
  return {
    name: 'crm_prod',
    job: of,
    picture: read,
    server: server(),
    context: { ...evidence, theme: plainLook() },
    refusal: null,
    days: null,
    refusals: [],
    ...change,
  };
}

const shown = (of: StoryOf, lines = 13, columns = 120) => storyLines(of, columns, lines);
const good = (jobId: bigint, hours: number): GoodBackup => ({
  type: { kind: 'inc', text: 'INC' },
  endedAt: tenFortyTwo - seconds(hours * 3600),
  jobId,
});

const failed = job({
  status: 'FAILED',
  result: -4012n,
  comment:
    '(SERVER)ls_id: 1006, addr: "10.0.0.7:2882", module: BACKUP_DATA, result: -4012(Timeout), trace_id: YB42-1',
});

describe('The story of the chosen row', () => {
  it('of a running job has its phases, and its log streams where they were read', () => {
    const text = shown(storyOf(job(), {}, { logStreams: [logStream(1001n), logStream(1002n)] })).join('\n');
    expect(text).toMatch(
      /^ ─{118}\n {2}crm_prod · job 12 · set 12 · FULL · started 11-22 10:12:03, 30m so far$/m,
    );
    expect(text).toMatch(/✔ user meta {2}.*● data {2}○ fuse tablet meta/);
    expect(text).toMatch(/ 1001 {2}10\.0\.0\.5:2882 .*50\.00 %/);
    expect(shown(storyOf(job())).join('\n')).not.toContain('10.0.0.5:2882');
  });

  it('of a failed job says what it means, what is next, the trace id, and the good backups around it', () => {
    const around = { before: good(11n, 20), after: null };
    const text = shown(storyOf(failed, {}, { around, task: null })).join('\n');
    expect(text).toContain('Result   -4012 OB_TIMEOUT');
    expect(text).toMatch(/Meaning {2}Something timed out/);
    expect(text).toMatch(/Next {5}Search observer\.log for the trace id/);
    expect(text).toContain('trace id YB42-1');
    expect(text).toContain('Good     last good backup before it: job 11 (INC, 20h ago)');
  });

  it.each([
    [good(11n, 20), good(13n, 2), 'good backups around it: job 11 (INC, 20h ago) and job 13 (INC, 2h ago)'],
    [null, good(13n, 2), 'no good backup before it; first one after it: job 13 (INC, 2h ago)'],
    [null, null, 'no good backup before it'],
  ])('tells of the good backups around a failed one: %#', (before, after, sentence) => {
    expect(shown(storyOf(failed, {}, { around: { before, after }, task: null })).join('\n')).toContain(
      sentence,
    );
  });

  it('does not take for its own what was read of another job', () => {
    const of = storyOf(failed, {}, { around: { before: null, after: null }, task: null });
    const other = {
      ...of,
      picture: { ...of.picture, story: { ...of.picture.story!, job: job({ jobId: 99n }).key } },
    };
    expect(shown(other).join('\n')).not.toContain('no good backup');
  });

  it('of a backup that could not start has the reason and what is next', () => {
    const refusal = { tenantId: 1002n, at: tenFortyTwo - seconds(1200), result: -9040n };
    const text = shown(storyOf(null, { refusal })).join('\n');
    expect(text).toContain('crm_prod · could not start 20m ago · -9040 OB_BACKUP_CAN_NOT_START');
    expect(text).toMatch(/Result {3}-9040 OB_BACKUP_CAN_NOT_START\n.*Meaning/);
    const of = storyOf(null, { refusal });
    const tenants = of.picture.tenants.map(tenant => ({ ...tenant, archivesLog: false }));
    const off = shown({ ...of, picture: { ...of.picture, tenants } }).join('\n');
    expect(off).toContain('could not start 20m ago · log archiving is off (-9040 OB_BACKUP_CAN_NOT_START)');
    expect(off).toContain('Next     ALTER SYSTEM ARCHIVELOG TENANT=');
  });

  it('of a tenant at rest has its last days, and when one failed', () => {
    const day = 86_400;
    const days = [3, 2, 1, 0].map(
      (ago): DayOutcome => ({
        from: tenFortyTwo - seconds(ago * day + 38_537),
        outcome: ago === 2 ? 'failed' : ago === 0 ? null : 'completed',
      }),
    );
    const text = shown(storyOf(null, { days })).join('\n');
    expect(text).toContain('Days     ✔✖✔·  2 of the last 4 days completed; failed: 11-20');
  });

  it('of a cluster job says what has become of its tenants', () => {
    const text = shown(storyOf(clusterJob(7, [1002, 1004]))).join('\n');
    expect(text).toContain('crm_prod · cluster job 7 · FULL · started');
    expect(text).toContain('0 of 2 ended');
  });

  it('is never more than its lines, nor wider than the screen, and nothing where there is no room', () => {
    const logStreams = Array.from({ length: 40 }, (_, index) => logStream(BigInt(1001 + index)));
    for (const columns of [60, 80, 120, 200]) {
      for (const lines of [3, 5, 9, 13, 30]) {
        const drawn = shown(
          storyOf(job({ description: 'x'.repeat(300) }), {}, { logStreams }),
          lines,
          columns,
        );
        expect(drawn.length).toBeLessThanOrEqual(lines);
        for (const line of drawn) expect([...line].length).toBeLessThanOrEqual(columns);
      }
    }
    expect(shown(storyOf(job()), 2)).toEqual([]);
    expect(shown(storyOf(null))).toEqual([]);
  });
});
