import { describe, expect, it } from 'vitest';
import type { Picture } from '../../source/backup/picture.ts';
import { type JobLocation, locateJob } from '../../source/watch/tracked-job.ts';
import { job, picture, task } from '../fixtures/values.ts';

const live = job();
const ended = job({ status: 'COMPLETED' });
const { key } = live;
const withLive = picture({ jobs: [live], tasks: [task({ of: live })] });
const withTaskMoved = picture({ jobs: [live], tasks: [task({ of: live, status: 'COMPLETED' })] });
const withEnded = picture({ jobs: [ended], tasks: [task({ of: ended, status: 'COMPLETED' })] });
const withoutTask = picture({ jobs: [live] });
const empty = picture();

const states = (...pictures: Picture[]): JobLocation[] => {
  const all: JobLocation[] = [];
  for (const shown of pictures) all.push(locateJob(all.at(-1) ?? null, shown, key));
  return all;
};

describe('an open panel', () => {
  it('follows a job from the live views into history', () => {
    expect(states(withLive, withTaskMoved, withEnded).map(({ state }) => state)).toEqual([
      'live',
      'live',
      'ended',
    ]);
  });

  it('keeps its last picture while the job is nowhere for a moment', () => {
    const [, first, found] = states(withLive, empty, withEnded);
    expect(first).toEqual({ state: 'moving', picture: withLive, missed: 1 });
    expect(found?.state).toBe('ended');
  });

  it('says that a job is lost which two pictures do not have, and still shows what it had', () => {
    const last = states(withLive, empty, empty).at(-1);
    expect(last).toEqual({ state: 'lost', picture: withLive });
  });

  it('looks twice before it says that there never was such a job', () => {
    expect(states(empty, empty, empty).map(({ state }) => state)).toEqual(['moving', 'lost', 'lost']);
  });

  it('finds a lost job again', () => {
    expect(states(empty, empty, empty, empty, withLive).at(-1)?.state).toBe('live');
  });

  it('keeps the task it had while only the job is to be seen', () => {
    const [, moving] = states(withLive, withoutTask);
    expect(moving?.state).toBe('moving');
    expect(moving?.picture?.tasks).toEqual(withLive.tasks);
    expect(states(withLive, withoutTask, withoutTask, withoutTask).at(-1)).toEqual({
      state: 'live',
      picture: withoutTask,
    });
  });

  it('is not moving because a job that has not started has no task', () => {
    expect(states(withoutTask, withoutTask).at(-1)?.state).toBe('live');
  });
});
