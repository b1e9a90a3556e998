import { describe, expect, it } from 'vitest';
import { SourceError } from '../../../source/backup/source.ts';
import { type OnceAnswer, OncePerJob } from '../../../source/oceanbase/readers/once-per-job.ts';
import type { Session } from '../../../source/oceanbase/session/session.ts';
import { failureSaying, remarkSaying } from '../../fixtures/in-english.ts';
import { jobKey } from '../../fixtures/values.ts';

const sessionOn = (lost: boolean) => ({ link: { lost } }) as Session;
const session = sessionOn(false);

/** Asks and counts. */
function asking(answer: () => OnceAnswer<string>) {
  const asked = {
    times: 0,
    ask: async () => {
      asked.times += 1;
      return answer();
    },
  };
  return asked;
}
const failing = () => {
  throw failureSaying('timed_out', 'Too slow.');
};

describe('What is asked once a job', () => {
  it('is asked a single time', async () => {
    const kept = new OncePerJob<string>();
    const asked = asking(() => ({ value: 'known' }));
    for (let read = 0; read < 5; read++) {
      expect(await kept.of(jobKey(7), session, asked.ask)).toEqual({ value: 'known' });
    }
    expect(asked.times).toBe(1);
  });

  it('is asked once for each job', async () => {
    const kept = new OncePerJob<string>();
    const asked = asking(() => ({ value: 'known' }));
    for (const key of [jobKey(7), jobKey(8), jobKey(7, 1004)]) await kept.of(key, session, asked.ask);
    expect(asked.times).toBe(3);
  });

  it('is asked three times while it is not final', async () => {
    const kept = new OncePerJob<string>();
    const asked = asking(() => ({ value: 'DOING' }));
    const isFinal = (value: string) => value !== 'DOING';
    for (let read = 0; read < 5; read++) await kept.of(jobKey(7), session, asked.ask, isFinal);
    expect(asked.times).toBe(3);
  });

  it('is a remark with the reason where it fails, and then asked three times', async () => {
    const kept = new OncePerJob<string>();
    const asked = asking(failing);
    for (let read = 0; read < 5; read++) {
      expect(await kept.of(jobKey(7), session, asked.ask)).toEqual({ remark: remarkSaying('Too slow.') });
    }
    expect(asked.times).toBe(3);
  });

  it('is asked again each time where its view is known to be unreadable, for that costs no statement', async () => {
    const kept = new OncePerJob<string>();
    const remark = { id: 'only_in_sys', view: 'v', loss: null } as const;
    const asked = asking(() => ({ remark }));
    for (let read = 0; read < 5; read++) {
      expect(await kept.of(jobKey(7), session, asked.ask)).toEqual({ remark });
    }
    expect(asked.times).toBe(5);
  });

  it('fails as a whole where the connection was lost, and is asked again later', async () => {
    const kept = new OncePerJob<string>();
    await expect(kept.of(jobKey(7), sessionOn(true), asking(failing).ask)).rejects.toBeInstanceOf(
      SourceError,
    );
    const asked = asking(() => ({ value: 'known' }));
    expect(await kept.of(jobKey(7), session, asked.ask)).toEqual({ value: 'known' });
  });

  it('is kept for the hundred jobs asked for last, and for not many more', async () => {
    const kept = new OncePerJob<string>();
    const first = asking(() => ({ value: 'known' }));
    await kept.of(jobKey(0), session, first.ask);
    const others = asking(() => ({ value: 'known' }));
    for (let job = 1; job < 100; job++) await kept.of(jobKey(job), session, others.ask);
    await kept.of(jobKey(0), session, first.ask);
    expect(first.times).toBe(1);
    for (let job = 1000; job < 1200; job++) await kept.of(jobKey(job), session, others.ask);
    await kept.of(jobKey(0), session, first.ask);
    expect(first.times).toBe(2);
  });
});
