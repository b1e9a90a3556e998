import { type Job, jobKeyText } from '../backup/job.ts';
import type { Instant } from '../backup/row.ts';
import { historyPage } from '../backup/source.ts';
import { type Task, taskKeyText } from '../backup/task.ts';
import { Departures } from './departures.ts';
import type { HistoryMark } from './queries.ts';

/** Typed rows of one answer. */
export interface Read {
  readonly readAt: Instant | null;
  readonly live: { readonly jobs: readonly Job[]; readonly tasks: readonly Task[] };
  readonly history: { readonly jobs: readonly Job[]; readonly tasks: readonly Task[] };
}

const jobMark = (job: Job) => `job ${jobKeyText(job.key)}`;
const taskMark = (task: Task) => `task ${taskKeyText(task)}`;

/**
 * What is known of the history for one screen's question. History rows never change, so each is read once:
 * a page at the start, older pages when asked for, and the newest again when a live row has left.
 */
export class HistoryMemory {
  readonly #jobs = new Map<string, Job>();
  readonly #tasks = new Map<string, Task>();
  readonly #departures = new Departures();
  #asked = false;
  #pages = 0;
  #oldest: HistoryMark | null = null;
  #older = false;

  /** Whether the next statement has to read the history too. */
  get wanting(): boolean {
    return !this.#asked || this.#departures.awaiting;
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

  noteLive(read: Read): void {
    this.#departures.note(new Set([...read.live.jobs.map(jobMark), ...read.live.tasks.map(taskMark)]));
  }

  /** Takes history rows as they are; for questions that have no pages. */
  add(read: Read): void {
    this.#asked = true;
    for (const job of read.history.jobs) this.#jobs.set(jobKeyText(job.key), job);
    for (const task of read.history.tasks) this.#tasks.set(taskKeyText(task), task);
    this.#departures.found(new Set([...read.history.jobs.map(jobMark), ...read.history.tasks.map(taskMark)]));
  }

  /** Takes the newest page. If so much has ended since that pages no longer meet, what was known is dropped. */
  addNewest(read: Read): void {
    const page = read.history.jobs.slice(0, historyPage);
    const meets = page.some(job => this.#jobs.has(jobKeyText(job.key)));
    if (this.#pages === 0 || (!meets && page.length === historyPage)) {
      this.#jobs.clear();
      this.#tasks.clear();
      this.#pages = 1;
      this.#older = read.history.jobs.length > historyPage;
      this.#oldest = markOf(page.at(-1));
    }
    this.add({ ...read, history: { jobs: page, tasks: read.history.tasks } });
  }

  /** Takes the next older page. */
  addOlder(read: Read): void {
    const known = this.#jobs.size;
    const page = read.history.jobs.slice(0, historyPage);
    this.add({ ...read, history: { jobs: page, tasks: read.history.tasks } });
    this.#pages += 1;
    this.#older = read.history.jobs.length > historyPage && this.#jobs.size > known;
    this.#oldest = markOf(page.at(-1)) ?? this.#oldest;
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
  return { jobId: job.key.jobId, startedAt: /^[\d :.-]*$/.test(startedAt) ? startedAt : '' };
}
