import { readEvents } from './events.ts';
import { jobHistory, jobs } from './jobs.ts';
import { readLogStreams } from './log-streams.ts';
import { taskHistory, tasks } from './tasks.ts';
import { tenants } from './tenants.ts';
import type { ServerView } from './view.ts';

/**
 * Views whose columns are asked for when a connection is opened, in this order. The columns of all others are asked for
 * when rows of them are first wanted, so that a user without rights on them can log in all the same.
 */
export const viewsAtLogin: readonly ServerView[] = [jobs, tasks, jobHistory, taskHistory, tenants];

/** The views of the program that one view of the server answers, by their kind. */
export const readers = { log_streams: readLogStreams, events: readEvents } as const;
