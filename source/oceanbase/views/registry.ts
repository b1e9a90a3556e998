import { archivelog } from './archivelog.ts';
import { backupSets } from './backup-sets.ts';
import { events, readEvents } from './events.ts';
import { jobHistory, jobs } from './jobs.ts';
import { logStreams, readLogStreams, schedule } from './log-streams.ts';
import { parameters } from './parameters.ts';
import { taskHistory, tasks } from './tasks.ts';
import { tenants } from './tenants.ts';
import type { ServerView } from './view.ts';

/**
 * Views whose columns are asked for when a connection is opened, in this order. The columns of all others are asked for
 * when rows of them are first wanted, so that a user without rights on them can log in all the same.
 */
export const viewsAtLogin: readonly ServerView[] = [jobs, tasks, jobHistory, taskHistory, tenants];

/**
 * Further views that the first lists read, where the tenant has them. Their columns are asked for with those at login, in one
 * statement; where that is refused, when rows of them are first wanted.
 */
export const viewsOfFirstLists: readonly ServerView[] = [events, archivelog, parameters];

/** Every view of the server that the program may read, each once. */
export const everyView: readonly ServerView[] = [
  ...viewsAtLogin,
  archivelog,
  backupSets,
  logStreams,
  schedule,
  events,
  parameters,
];

/** The views of the program that one view of the server answers, by their kind. */
export const readers = { log_streams: readLogStreams, events: readEvents } as const;
