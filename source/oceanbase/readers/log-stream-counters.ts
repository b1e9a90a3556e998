import QuickLRU from 'quick-lru';
import { type JobKey, jobKeyText } from '../../backup/job.ts';
import type { LogStreamTask } from '../../backup/log-stream.ts';
import { countsIn } from '../../backup/phase.ts';
import type { Instant } from '../../backup/row.ts';
import type { Task } from '../../backup/task.ts';
import { sysTenantId } from '../../backup/tenant.ts';
import { logStreamCounters, logStreams } from '../views/log-streams.ts';
import type { Branch, StatementRows } from '../views/view.ts';
import type { ReaderContext } from './reader-context.ts';

/** Jobs remembered; the ones not asked for longest are evicted first. */
const maxJobs = 100;

/** Microseconds for which they are left out after a statement with them could not be read. */
const pause = 300_000_000n;

/** The counters of log streams, as one statement asks for them; without branches where they are not asked for. */
export interface LogStreamPart {
  readonly branches: readonly Branch[];
  /** To be called before the statement is sent: it must not fail because of them twice in a row. */
  hold(): void;
  /** To be called with the answer; the part of a picture. */
  take(found: StatementRows): { readonly logStreams?: readonly LogStreamTask[] };
}

const none: LogStreamPart = { branches: [], hold: () => undefined, take: () => ({}) };

/**
 * How far the log streams of a job are, read with it in sys while it copies data. They only make the time left better known, so
 * they must not keep what they are read with from being read.
 */
export class LogStreamCounters {
  /** Jobs that copied data when they were last read, by name, and from when on their log streams are read with them. */
  readonly #from = new QuickLRU<string, Instant>({ maxSize: maxJobs });

  /** What the next statement about this job asks for. */
  async part(key: JobKey, { session, now }: Pick<ReaderContext, 'session' | 'now'>): Promise<LogStreamPart> {
    const name = jobKeyText(key);
    const from = this.#from.get(name);
    if (from === undefined || from > now) return none;
    const hold = () => void this.#from.set(name, now + pause);
    hold();
    if ((await session.reach(logStreams)) !== null) return none;
    return {
      branches: logStreamCounters(key, session),
      hold,
      take: found => {
        this.#from.set(name, 0n);
        return { logStreams: found.of(logStreams) };
      },
    };
  }

  /** Takes the tasks of a job as they were just read. The columns are asked for now, so that the next read is one statement. */
  async note(
    key: JobKey,
    tasks: readonly Task[],
    { session, now }: Pick<ReaderContext, 'session' | 'now'>,
  ): Promise<void> {
    const name = jobKeyText(key);
    if (session.family !== 'sys' || key.tenantId === sysTenantId || !tasks.some(copiesData)) {
      this.#from.delete(name);
    } else if (!this.#from.has(name)) {
      this.#from.set(name, now + pause);
      if ((await session.reach(logStreams)) === null) this.#from.set(name, 0n);
      else this.#from.delete(name);
    }
  }
}

/** Whether the task copies data, or is about to. */
function copiesData({ status }: Task): boolean {
  const counts = status.kind === 'running' ? countsIn(status.text) : null;
  return counts === 'totals_grow' || counts === 'data';
}
