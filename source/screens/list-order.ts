import { listStart } from '../components/list-window.ts';
import { jobSortings, oldestJobsFirst } from '../presentation/lists/job-list.ts';
import { nextSorting, reversedSorting, type Sorting } from '../presentation/lists/sorting.ts';
import { lastTenantsFirst, tenantSortings } from '../presentation/lists/tenant-list.ts';
import type { Entry, ListEntry } from './places.ts';

/** What a list can be sorted by: of one tenant's jobs not by tenant. */
function sortingsOf(entry: ListEntry): readonly Sorting<never>[] {
  if (entry.screen === 'tenants') return tenantSortings;
  return entry.scope.kind === 'all' ? jobSortings : jobSortings.filter(({ id }) => id !== 'tenant');
}

/** The screen with its list sorted by the next column, or as the server has it after the last one, from its first row on. */
export function sortedByNext(entry: Entry): Entry {
  return 'sort' in entry
    ? { ...entry, sort: nextSorting(sortingsOf(entry), entry.sort), list: listStart }
    : entry;
}

/** The screen with the order of its list turned round, from its first row on. */
export function sortedReversed(entry: Entry): Entry {
  if (!('sort' in entry)) return entry;
  const unsorted = entry.screen === 'tenants' ? lastTenantsFirst : oldestJobsFirst;
  return { ...entry, sort: reversedSorting(entry.sort, unsorted), list: listStart };
}
