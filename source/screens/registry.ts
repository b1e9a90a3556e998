import { alertsScreen } from './alerts.ts';
import { detailsScreen } from './details.ts';
import { eventsScreen } from './events.ts';
import { helpScreen } from './help.ts';
import { jobScreen } from './job.ts';
import { jobsScreen } from './jobs.ts';
import { logStreamsScreen } from './log-streams.ts';
import type { Place, Screen } from './screen.ts';
import { statementScreen } from './statement.ts';
import { tenantsScreen } from './tenants.ts';

/** Every screen of the program. */
export const screens: readonly Screen[] = [
  tenantsScreen,
  jobsScreen,
  jobScreen,
  logStreamsScreen,
  eventsScreen,
  detailsScreen,
  alertsScreen,
  statementScreen,
  helpScreen,
];

const byId = new Map(screens.map(screen => [screen.id, screen]));

/** The screen of a place. */
export function screenOf(place: Place): Screen {
  const screen = byId.get(place.screen);
  if (screen === undefined) throw new Error(`There is no screen ${place.screen}.`);
  return screen;
}
