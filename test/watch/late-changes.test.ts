import { describe, expect, it } from 'vitest';
import type { LastGood } from '../../source/backup/backup-record.ts';
import type { Picture } from '../../source/backup/picture.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { createLateChanges, type LateLimits } from '../../source/watch/late-changes.ts';
import {
  clusterJob,
  everything,
  job,
  picture,
  seconds,
  task,
  tenant,
  tenFortyTwo,
} from '../fixtures/values.ts';

const hour = 3600;
const limits: LateLimits = { maxAge: 26 * hour, maxRun: null };

/** What becomes late over these pictures, one line each: kind, tenant and seconds. */
function late(pictures: readonly Picture[], by = limits): string[] {
  const changes = createLateChanges(by);
  return pictures.flatMap(read => {
    const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: read.readAt });
    return changes
      .take(read, tasks)
      .map(
        ({ kind, tenantId, job: key, seconds: length }) =>
          `${kind} ${tenantId}/${key?.jobId ?? '-'} ${length}`,
      );
  });
}

/** The picture that many seconds after 10:42:17, at which job 12 has run for 1814 s. */
const atWait = (wait: number, change: Partial<Picture>) =>
  picture({ readAt: tenFortyTwo + seconds(wait), ...change });

describe('a backup that runs for long', () => {
  const running = job();
  const last = job({
    jobId: 8n,
    status: 'COMPLETED',
    startedAt: tenFortyTwo - seconds(9000),
    endedAt: tenFortyTwo - seconds(8300),
  });
  const jobs = [running, last];

  it('is reported once, when it has taken three times as long as the last of its type', () => {
    const pictures = [0, 200, 286, 287, 600].map(wait => atWait(wait, { jobs }));
    expect(late(pictures)).toEqual(['long_running 1002/12 2101']);
  });

  it('is not measured by another type or another tenant, nor by one that failed', () => {
    const others = [
      job({
        ...last.key,
        type: 'INC',
        status: 'COMPLETED',
        startedAt: last.startedAt,
        endedAt: last.endedAt,
      }),
      job({ tenantId: 1004n, status: 'COMPLETED', startedAt: last.startedAt, endedAt: last.endedAt }),
      job({ jobId: 9n, status: 'FAILED', startedAt: last.startedAt, endedAt: last.endedAt }),
    ];
    expect(late([0, 9000].map(wait => atWait(wait, { jobs: [running, ...others] })))).toEqual([]);
  });

  it('is measured by the last one that was read with it, where lists do not have that', () => {
    const previousRun = {
      jobId: 3n,
      type: 'full',
      seconds: 700,
      inputBytes: null,
      outputBytes: null,
      macroBlocks: null,
      plusArchivelog: null,
      parts: null,
    } as const;
    const of = { jobs: [running], tasks: [task({ of: running })], previousRun };
    expect(late([atWait(0, of), atWait(300, of)])).toEqual(['long_running 1002/12 2114']);
  });

  it('is measured by the limit alone where there is one', () => {
    const pictures = [0, 1000, 2000].map(wait => atWait(wait, { jobs }));
    expect(late(pictures, { ...limits, maxRun: hour })).toEqual(['long_running 1002/12 3814']);
  });

  it('is no change where it was long before anybody looked, and no cluster job is', () => {
    expect(late([atWait(300, { jobs }), atWait(400, { jobs })])).toEqual([]);
    const cluster = clusterJob(7, [1002], { startedAt: tenFortyTwo });
    expect(
      late(
        [0, 9000].map(wait => atWait(wait, { jobs: [cluster] })),
        { ...limits, maxRun: 60 },
      ),
    ).toEqual([]);
  });
});

describe('a tenant without a good backup', () => {
  const crm = tenant(1002n, 'crm');
  const withGood = (wait: number, hoursAgo: number | 'never' | 'unknown') => {
    const lastGood: LastGood =
      typeof hoursAgo === 'string'
        ? hoursAgo
        : {
            type: { kind: 'full', text: 'FULL' },
            endedAt: tenFortyTwo - seconds(hoursAgo * hour),
            jobId: 7n,
          };
    const records = [{ tenantId: 1002n, lastGood, days: [], readAt: tenFortyTwo }];
    return atWait(wait, { tenants: [crm], records });
  };

  it('is reported once, when the last one becomes too old', () => {
    const pictures = [0, 3000, 4000, 5000].map(wait => withGood(wait, 25));
    expect(late(pictures)).toEqual(['no_good_backup 1002/- 94000']);
  });

  it('is reported again after there was one', () => {
    const pictures = [withGood(0, 25), withGood(4000, 25), withGood(5000, 1), withGood(100_000, 1)];
    expect(late(pictures)).toHaveLength(2);
  });

  it('is no change where nobody saw it become so, or it cannot be known', () => {
    expect(late([withGood(0, 'never'), withGood(10, 'never')])).toEqual([]);
    expect(late([withGood(0, 'unknown'), withGood(10, 30)])).toEqual([]);
    expect(late([atWait(0, { tenants: [crm] }), atWait(9, { tenants: [crm] })])).toEqual([]);
  });
});
