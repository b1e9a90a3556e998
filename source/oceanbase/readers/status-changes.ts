import QuickLRU from 'quick-lru';
import { type Job, type JobKey, jobKeyText } from '../../backup/job.ts';
import { compareVersions, initial, type KernelVersion } from '../../backup/phase.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { StatusChange } from '../../backup/status-change.ts';
import type { Task } from '../../backup/task.ts';
import type { Session } from '../session/session.ts';
import { events, statusChangesIn, statusChangesOf } from '../views/events.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import { OncePerJob } from './once-per-job.ts';
import type { ReaderContext } from './reader-context.ts';

/** Jobs whose changes are kept; the ones not asked for longest are evicted first. */
const maxJobs = 100;
/** An event is written a moment after its STATUS: this many statements ask for it. */
const maxTries = 5;
/** The first release with these events. */
const firstRelease: KernelVersion = [4, 2, 1, 3];
/** Microseconds after the end of a task from which on the event of its end is there, or will never be. */
const settledAfter = 60_000_000n;

/** What is known of a job's changes. */
interface Known {
  readonly changes: readonly StatusChange[];
  /** The STATUS whose event is still to be read; null where the last one is that of the present STATUS. */
  readonly awaited: string | null;
  readonly tries: number;
}

/** Reads when the STATUS of a job's task changed: all of it once a job, then with the job's own statement what is new. */
export class StatusChangeReader {
  readonly #first = new OncePerJob<readonly StatusChange[]>();
  readonly #known = new QuickLRU<string, Known>({ maxSize: maxJobs });

  /** The branch for what is new, where a change is awaited. */
  newOnes(key: JobKey, session: Session): Branch[] {
    const known = this.#known.get(jobKeyText(key));
    if (known === undefined || known.awaited === null || known.tries >= maxTries) return [];
    if (!session.shapes.has(events)) return [];
    return statusChangesOf(key, known.changes.at(-1)?.at ?? 0n, session);
  }

  /** Takes in what that branch has brought. */
  take(key: JobKey, found: StatementRows): void {
    const known = this.#known.get(jobKeyText(key));
    const added = statusChangesIn(found);
    if (known === undefined || added.length === 0) return;
    this.#known.set(jobKeyText(key), { ...known, changes: [...known.changes, ...added] });
  }

  /** The changes of a job with a task, as a part of its picture; nothing where they cannot be read. */
  async of(job: Job, task: Task | undefined, context: ReaderContext): Promise<Partial<Picture>> {
    const { session } = context;
    const { version } = session.server;
    if (session.family !== 'sys' || task === undefined || job.startedAt === null) return {};
    if (version !== null && compareVersions(version, firstRelease) < 0) return {};
    const known =
      this.#known.get(jobKeyText(job.key)) ?? (await this.#firstOf(job.key, job.startedAt, context));
    if (known === null) return {};
    const { changes } = known;
    this.#known.set(jobKeyText(job.key), { changes, ...awaitedAfter(known, task, context.now) });
    return changes.length === 0 ? {} : { statusChanges: { job: job.key, changes } };
  }

  async #firstOf(key: JobKey, startedAt: Instant, { session, ask }: ReaderContext): Promise<Known | null> {
    const answer = await this.#first.of(key, session, async () => {
      const remark = await session.reach(events);
      if (remark !== null) return { remark };
      return { value: statusChangesIn(await ask('phase times', statusChangesOf(key, startedAt, session))) };
    });
    return 'value' in answer ? { changes: answer.value, awaited: null, tries: 0 } : null;
  }
}

function awaitedAfter({ changes, awaited, tries }: Known, task: Task, now: Instant): Omit<Known, 'changes'> {
  const { text } = task.status;
  const isTold = changes.at(-1)?.to === text;
  const isSettled = task.endedAt !== null && now - task.endedAt > settledAfter;
  if (isTold || isSettled || text === initial) return { awaited: null, tries: 0 };
  return awaited === text ? { awaited, tries: tries + 1 } : { awaited: text, tries: 0 };
}
