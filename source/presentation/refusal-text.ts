import { kernelCodeName } from '../backup/kernel-code.ts';
import type { Refusal } from '../backup/refusal.ts';
import type { Instant } from '../backup/row.ts';
import type { Tenant } from '../backup/tenant.ts';
import { ago } from '../text/duration.ts';
import { cut } from '../text/width.ts';
import type { Theme } from './theme.ts';

/** OB_BACKUP_CAN_NOT_START: the code alone does not say which of its causes it was. */
const cannotStart = 9040;

/** Why a backup was refused: that the log is not archived where that is known, else the kernel's name of the code. */
export function refusalReason({ result }: Refusal, tenant: Tenant | null, theme: Theme): string {
  const size = Math.abs(Number(result));
  if (size === cannotStart && tenant?.archivesLog === false) return theme.words.screens.lists.noArchiveLog;
  return kernelCodeName(result) ?? theme.words.screens.lists.refusedUnknown;
}

/** "start refused 5m ago: no archive log, -9040", then in fewer words. */
export function refusalTexts(
  refusal: Refusal,
  tenant: Tenant | null,
  now: Instant,
  theme: Theme,
): readonly [string, ...string[]] {
  const age = ago(Number(now - refusal.at) / 1e6, theme.words.time);
  const reason = refusalReason(refusal, tenant, theme);
  return theme.words.screens.lists.refused(age, reason, refusal.result.toString());
}

/** The line above the list of a tenant's jobs that shows its open refusal, if any. */
export function refusalLines(
  refusal: Refusal | null,
  tenant: Tenant | null,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  if (refusal === null || now === null) return [];
  const { remark, lists } = theme.words.screens;
  const [text] = refusalTexts(refusal, tenant, now, theme);
  return [`  ${theme.style('bad', cut(remark(lists.refusedMore(text)), columns - 3))}`];
}
