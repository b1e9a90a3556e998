import type { Picture } from '../../source/backup/picture.ts';
import type { SourceError } from '../../source/backup/source.ts';
import type { View } from '../../source/backup/view.ts';
import { createStore, type Store, type StoreOptions } from '../../source/watch/store.ts';
import { fakeSource } from '../fixtures/fake-source.ts';
import { tenFortyTwo } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { manualClock } from './manual-clock.ts';

/** The picture of jobs that the store shows. */
export const pictureIn = (store: Store) => store.state().answer as Picture | null;

export const tenants: View = { kind: 'tenants' };
export const jobsOf = (tenantId: bigint, pages = 1): View => ({
  kind: 'jobs',
  scope: { kind: 'tenant', tenantId },
  pages,
  columns: 'list',
});

/** A store on a source of the usual day, whose clock the test moves. */
export function watchedStore(firstView: View = tenants, options: Partial<StoreOptions> = {}) {
  const clock = manualClock(Number(tenFortyTwo / 1000n));
  const source = fakeSource(usualDay());
  source.clock = () => BigInt(clock.now()) * 1000n;
  const fatal: SourceError[] = [];
  const store = createStore({
    source,
    clock,
    random: () => 0,
    intervalSeconds: 2,
    firstView,
    onFatal: error => fatal.push(error),
    ...options,
  });
  return { clock, source, store, fatal };
}
