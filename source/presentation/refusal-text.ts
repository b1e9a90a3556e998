import type { Refusal } from '../backup/refusal.ts';
import type { Instant } from '../backup/row.ts';
import type { Tenant } from '../backup/tenant.ts';
import { ago } from '../text/duration.ts';
import { cellWidth, cut } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import { startArchiving } from './next-statement.ts';
import { resultText } from './result-text.ts';
import type { Theme } from './theme.ts';

/** OB_BACKUP_CAN_NOT_START: the code alone does not say which of its causes it was. */
const cannotStart = 9040;

/** Whether a backup could not start because the log of its tenant is not archived. */
export function lacksArchiving({ result }: Pick<Refusal, 'result'>, tenant: Tenant | null): boolean {
  return Math.abs(Number(result)) === cannotStart && tenant?.archivesLog === false;
}

/**
 * Why a backup could not start, with its code, then with the code alone: "log archiving is off (-9040
 * OB_BACKUP_CAN_NOT_START)", "log archiving is off (-9040)". Where no cause is known it is the code.
 */
export function refusalReasons(
  refusal: Pick<Refusal, 'result'>,
  tenant: Tenant | null,
  theme: Theme,
): readonly [string, string] {
  const { lists, punctuation } = theme.words.screens;
  const code = refusal.result.toString();
  const named = resultText(refusal.result, '', theme);
  if (!lacksArchiving(refusal, tenant)) return [named, code];
  const withCode = (text: string) => punctuation.withCode(lists.noArchiveLog, text);
  return [withCode(named), withCode(code)];
}

/** Why a backup could not start, how long ago, and what to do next: in fewer and fewer words. */
export function couldNotStartTexts(
  refusal: Refusal,
  tenant: Tenant | null,
  { theme, now }: { readonly theme: Theme; readonly now: Instant | null },
): readonly string[] {
  const { lists, tenantList } = theme.words.screens;
  const { needs: words } = tenantList;
  const { time } = theme.words;
  const age = now === null ? time.none : ago(Number(now - refusal.at) / 1e6, time);
  const [reason, short] = refusalReasons(refusal, tenant, theme);
  const withCode = words.couldNotStart(age, short);
  if (!lacksArchiving(refusal, tenant)) {
    const next = words.lookAtEvents;
    return [
      words.next(words.couldNotStart(age, reason), next),
      words.next(withCode, next),
      withCode,
      words.couldNotStartShort(age, short),
    ];
  }
  const shortest = words.couldNotStartShort(age, lists.noArchiveLog);
  const [statement, begin] = startArchiving(tenant);
  return [
    words.next(withCode, statement),
    words.next(withCode, begin),
    words.next(shortest, begin),
    words.next(words.couldNotStartShortest(age), begin),
    withCode,
    shortest,
    words.couldNotStartShort(age, refusal.result.toString()),
  ];
}

/** The longest of these texts that fits; the last one is cut where none does. */
export function longestFitting(texts: readonly string[], cells: number): string {
  return texts.find(text => cellWidth(text) <= cells) ?? cut(texts.at(-1) ?? '', cells);
}

/** The lines above the list of a tenant's jobs that show its open refusal, if any. */
export function refusalLines(
  refusal: Refusal | null,
  tenant: Tenant | null,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  if (refusal === null || now === null) return [];
  const { remark, tenantList } = theme.words.screens;
  const { needs: words } = tenantList;
  const room = columns - 3;
  const age = ago(Number(now - refusal.at) / 1e6, theme.words.time);
  const reasons = refusalReasons(refusal, tenant, theme).map(reason =>
    remark(words.couldNotStart(age, reason)),
  );
  const what = reasons.find(text => cellWidth(text) <= room) ?? reasons.at(-1) ?? '';
  const next = lacksArchiving(refusal, tenant) ? startArchiving(tenant)[0] : words.lookAtEvents;
  const whole = words.next(what, next);
  // A statement is not broken where it need not be: it is to be typed.
  const lines = cellWidth(whole) <= room ? [whole] : [...wrap(what, room), ...wrap(`  ${next}`, room)];
  return lines.map(line => `  ${theme.style('bad', line)}`);
}
