import { type Job, type JobKey, jobKeyText } from '../backup/job.ts';
import { withOrphanTasks } from '../backup/orphan-task.ts';
import { type Picture, uniteJobs, uniteTasks } from '../backup/picture.ts';
import type { Instant } from '../backup/row.ts';
import { type Task, taskKeyText } from '../backup/task.ts';
import { historyPage } from '../backup/view.ts';
import { RowsMovingToHistory } from './moving-rows.ts';
import type { HistoryMark } from './statement/history-page.ts';

/** Typed rows of one answer. */
export interface Read {
  readonly readAt: Instant;
  readonly live: { readonly jobs: readonly Job[]; readonly tasks: readonly Task[] };
  readonly history: {
    /** One page, in the order of the statement that asked for it. */
    readonly page: readonly Job[];
    /** Jobs that were asked for one by one. */
    readonly others: readonly Job[];
    readonly tasks: readonly Task[];
  };
}

/**
 * A job may start and end while nobody looks, or the screen is another one: after so long a gap between two
 * reads, by the server's clock, the newest page is read again.
 */
const longestGapMicros = 20_000_000n;
/** And so long after the last time in any case, for a job so short that no read ever saw it live. */
const keptMicros = 300_000_000n;

/**
 * What is known of the history for one screen's question. History rows never change, so each is read once:
 * a page at the start, older pages when asked for, and the newest again when a live row has left, or one may
 * have come and gone unseen.
 */
export class HistoryCache {
  readonly #jobs = new Map<string, Job>();
  readonly #tasks = new Map<string, Task>();
  readonly #paged = new Set<string>();
  readonly #jobsLeft = new RowsMovingToHistory<JobKey>();
  readonly #tasksLeft = new RowsMovingToHistory<JobKey>();
  readonly #growsOld: boolean;
  #now: Instant = 0n;
  #gap = 0n;
  #wasAway = false;
  #askedAt: Instant | null = null;
  #pages = 0;
  #oldest: HistoryMark | null = null;
  #older = false;

  /** @param growsOld whether new rows may come that were never seen live; not so for a single job */
  constructor(growsOld: boolean) {
    this.#growsOld = growsOld;
  }

  /** Whether the history has to be read, at the time of the last read. */
  get wanting(): boolean {
    return this.#wants(this.#now);
  }

  /** The same at the time of the next read, so that it can be part of it. */
  get wantingNext(): boolean {
    return this.#wants(this.#now + this.#gap) || (this.#growsOld && this.#gap > longestGapMicros);
  }

  #wants(now: Instant): boolean {
    if (this.#askedAt === null || this.awaited.length > 0 || this.#tasksLeft.awaited.length > 0) return true;
    return this.#growsOld && (this.#wasAway || now - this.#askedAt >= keptMicros);
  }

  /** Jobs that have left the live views and were not found in the history yet. */
  get awaited(): JobKey[] {
    return this.#jobsLeft.awaited;
  }

  get pages(): number {
    return this.#pages;
  }

  /** Whether there are rows older than those read. */
  get older(): boolean {
    return this.#older;
  }

  /** Where the next older page goes on; null before the first page. */
  get mark(): HistoryMark | null {
    return this.#oldest;
  }

  get jobs(): Job[] {
    return [...this.#jobs.values()];
  }

  get tasks(): Task[] {
    return [...this.#tasks.values()];
  }

  /** Takes what is live. `watched`: which rows the question would find in the history once they have left. */
  noteLive(read: Read, watched: { readonly jobs: boolean; readonly tasks: boolean }): void {
    if (this.#now !== 0n) this.#gap = read.readAt - this.#now;
    this.#now = read.readAt;
    this.#wasAway ||= this.#gap > longestGapMicros;
    if (watched.jobs) this.#jobsLeft.note(new Map(read.live.jobs.map(job => [jobKeyText(job.key), job.key])));
    if (watched.tasks)
      this.#tasksLeft.note(new Map(read.live.tasks.map(task => [taskKeyText(task), task.job])));
  }

  /** Takes history rows as they are; for questions that have no pages. */
  add(read: Read): void {
    this.#note([...read.history.page, ...read.history.others], read);
  }

  #keep(jobs: readonly Job[], tasks: readonly Task[]): void {
    for (const job of jobs) this.#jobs.set(jobKeyText(job.key), job);
    for (const task of tasks) this.#tasks.set(taskKeyText(task), task);
  }

  #note(jobs: readonly Job[], { readAt, history: { tasks } }: Read): void {
    this.#askedAt = readAt;
    this.#wasAway = false;
    this.#keep(jobs, tasks);
    this.#jobsLeft.found(new Set(jobs.map(job => jobKeyText(job.key))));
    this.#tasksLeft.found(new Set(tasks.map(taskKeyText)));
  }

  /** Takes the newest page. If so much has ended since that pages no longer meet, what was known is dropped. */
  addNewest(read: Read): void {
    const page = read.history.page.slice(0, historyPage);
    const meets = page.some(job => this.#paged.has(jobKeyText(job.key)));
    if (this.#pages === 0 || (!meets && page.length === historyPage)) {
      for (const known of [this.#jobs, this.#tasks, this.#paged]) known.clear();
      this.#pages = 1;
      this.#older = read.history.page.length > historyPage;
      this.#oldest = markOf(page.at(-1));
    }
    this.#notePaged(page);
    this.#note([...page, ...read.history.others], read);
  }

  /** Takes the next older page. */
  addOlder(read: Read): void {
    const page = read.history.page.slice(0, historyPage);
    this.#notePaged(page);
    this.#keep(page, read.history.tasks);
    this.#pages += 1;
    this.#older = read.history.page.length > historyPage;
    this.#oldest = markOf(page.at(-1)) ?? this.#oldest;
  }

  #notePaged(page: readonly Job[]): void {
    for (const job of page) this.#paged.add(jobKeyText(job.key));
  }

  /** Has the history read again with the next read. */
  forgetAsking(): void {
    this.#askedAt = null;
  }

  /** Forgets rows nobody asks about any more. */
  keepOnly(isWanted: (job: Job) => boolean): void {
    for (const [key, job] of this.#jobs) {
      if (!isWanted(job)) this.#jobs.delete(key);
    }
  }
}

function markOf(job: Job | undefined): HistoryMark | null {
  if (job === undefined) return null;
  const startedAt = job.row.find(column => column.name === 'START_TIMESTAMP')?.raw ?? '';
  return { key: job.key, startedAt: /^[\d :.-]*$/.test(startedAt) ? startedAt : '' };
}

/**
 * Reads what is live, and the history in the same statement where that is known to be needed. Where the live
 * rows show that one has just left, or the clock that a while has passed unseen, the history is read at once,
 * in a statement of its own.
 */
export async function withHistoryWhereWanted<R extends Read>(
  memory: HistoryCache,
  ask: (withHistory: boolean) => Promise<R>,
): Promise<R> {
  const asked = memory.wantingNext;
  const found = await ask(asked);
  return !asked && memory.wanting ? ask(true) : found;
}

/**
 * Live rows and what is known of the history as one. A running task whose job is in no view is not lost; an
 * ended one may belong to a job of the next page.
 */
export function united({ live }: Read, memory: HistoryCache): Pick<Picture, 'jobs' | 'tasks'> {
  const jobs = uniteJobs([...live.jobs, ...memory.jobs]);
  return { jobs: withOrphanTasks(jobs, live.tasks), tasks: uniteTasks([...live.tasks, ...memory.tasks]) };
}
