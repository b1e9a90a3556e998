import { isDeepStrictEqual } from 'node:util';
import type { Refusal } from '../backup/refusal.ts';
import type { View } from '../backup/view.ts';

/**
 * The refusals known after one more picture of a view. Not every view reads them, and one of a single tenant
 * says nothing about the others.
 * @param listed those of the picture; undefined where it did not read them
 */
export function knownRefusals(
  before: readonly Refusal[],
  asked: View,
  listed: readonly Refusal[] | undefined,
): readonly Refusal[] {
  if (listed === undefined) return before;
  const scope = asked.kind === 'jobs' ? asked.scope : ({ kind: 'all' } as const);
  const others = scope.kind === 'all' ? [] : before.filter(({ tenantId }) => tenantId !== scope.tenantId);
  const next = [...others, ...listed];
  return isDeepStrictEqual(next, before) ? before : next;
}
