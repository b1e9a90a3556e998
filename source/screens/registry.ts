import { alerts } from './alerts.ts';
import { details } from './details.ts';
import { events } from './events.ts';
import { help } from './help.ts';
import { job } from './job.ts';
import { jobs } from './jobs.ts';
import { logStreams } from './log-streams.ts';
import type { Place, Screen } from './screen.ts';
import { statement } from './statement.ts';
import { tenants } from './tenants.ts';

/** Every screen of the program. */
export const screens: readonly Screen[] = [
  tenants,
  jobs,
  job,
  logStreams,
  events,
  details,
  alerts,
  statement,
  help,
];

const byId = new Map(screens.map(screen => [screen.id, screen]));

/** The screen of a place. */
export function screenOf(place: Place): Screen {
  const screen = byId.get(place.screen);
  if (screen === undefined) throw new Error(`There is no screen ${place.screen}.`);
  return screen;
}
