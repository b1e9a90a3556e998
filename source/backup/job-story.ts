import type { GoodAround } from './backup-record.ts';
import type { JobKey } from './job.ts';
import type { LogStreamTask } from './log-stream.ts';
import type { PreviousRun } from './previous-run.ts';
import type { StatusChanges } from './status-change.ts';
import type { Task } from './task.ts';

/** What a list reads of its chosen job in addition to the job's row. What could not be read, or was not asked for, is absent. */
export interface JobStory {
  readonly job: JobKey;
  /** Of a job that has ended; null for none. */
  readonly task?: Task | null;
  /** The last COMPLETED backup of the same type before it; null for none. */
  readonly previousRun?: PreviousRun | null;
  readonly statusChanges?: StatusChanges;
  /** While it copies data, in sys. */
  readonly logStreams?: readonly LogStreamTask[];
  /** Of a job that failed or was canceled. */
  readonly around?: GoodAround;
}
