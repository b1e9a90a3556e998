import { archivelog } from './archivelog.ts';
import { backupSets } from './backup-sets.ts';
import { events } from './events.ts';
import { jobHistory, jobs } from './jobs.ts';
import { logStreams, schedule } from './log-streams.ts';
import { taskHistory, tasks } from './tasks.ts';
import { tenants } from './tenants.ts';
import type { ServerView } from './view.ts';

/** Every view of the server that the program reads. Those asked for at login are asked for in this order. */
export const views: readonly ServerView[] = [
  jobs,
  tasks,
  jobHistory,
  taskHistory,
  tenants,
  backupSets,
  archivelog,
  events,
  logStreams,
  schedule,
];

/** Views whose columns are asked for when a connection is opened; those of the others when they are first wanted. */
export const viewsAtLogin: readonly ServerView[] = views.filter(({ probed }) => probed !== 'on_demand');
