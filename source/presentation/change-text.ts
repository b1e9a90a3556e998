import type { ChangeKind } from '../backup/change.ts';
import { sysTenantId } from '../backup/tenant.ts';
import { spoken } from '../text/duration.ts';
import type { SeenChange } from '../watch/change-log.ts';
import { refusalReasons } from './refusal-text.ts';
import { resultText } from './result-text.ts';
import type { Role, Theme } from './theme.ts';

/** The colour of each kind of change; the words say the same without it. */
export const changeRoles: Readonly<Record<ChangeKind, Role>> = {
  started: 'running',
  completed: 'good',
  failed: 'bad',
  canceled: 'ended',
  stuck: 'warning',
  going_again: 'running',
  refused: 'bad',
  long_running: 'warning',
  no_good_backup: 'bad',
};

/** The mark of each kind of change. */
export const changeMarks: Readonly<Record<ChangeKind, string>> = {
  started: '●',
  completed: '✔',
  failed: '✖',
  canceled: '○',
  stuck: '!',
  going_again: '●',
  refused: '✖',
  long_running: '!',
  no_good_backup: '!',
};

/** Whose it is, as lists name it. */
export function tenantOf({ tenant, tenantId }: SeenChange, theme: Theme): string {
  if (tenant !== null) return tenant.name;
  return tenantId === sysTenantId ? theme.words.screens.crumbs.allTenants : String(tenantId ?? '');
}

function jobText(change: SeenChange, theme: Theme): string {
  const words = theme.words.screens.changes;
  const id = change.job?.jobId.toString() ?? '';
  return change.tenantId === sysTenantId
    ? words.clusterJob(id, change.type)
    : words.job(tenantOf(change, theme), id, change.type);
}

/** Why a backup could not start, with its code: "log archiving is off (-9040 OB_BACKUP_CAN_NOT_START)". */
export function refusedBecause(change: SeenChange, theme: Theme): string {
  return refusalReasons(change, change.tenant, theme)[0];
}

/** One sentence: whose backup, and what has happened. For the footer, the alerts and notifications. */
export function changeText(change: SeenChange, theme: Theme): string {
  return changeTexts(change, theme)[0];
}

/** The same, then without the kernel's name of its code. */
export function changeTexts(change: SeenChange, theme: Theme): readonly [string, string] {
  const [whole, short] = refusalReasons(change, change.tenant, theme);
  const named = resultText(change.result, '', theme);
  const ofCode = (code: string, reason: string) => sentenceOf(change, code, reason, theme);
  return [ofCode(named, whole), ofCode(change.result.toString(), short)];
}

function sentenceOf(change: SeenChange, code: string, reason: string, theme: Theme): string {
  const words = theme.words.screens.changes;
  switch (change.kind) {
    case 'failed':
      return words.failed(jobText(change, theme), code);
    case 'stuck':
      return words.stuck(jobText(change, theme), spoken(change.seconds ?? 0, theme.words.time));
    case 'long_running':
      return words.longRunning(jobText(change, theme), spoken(change.seconds ?? 0, theme.words.time));
    case 'no_good_backup':
      return change.seconds === null
        ? words.neverGood(tenantOf(change, theme))
        : words.noGoodBackup(tenantOf(change, theme), spoken(change.seconds, theme.words.time));
    case 'refused':
      return words.refused(tenantOf(change, theme), reason);
    default:
      return words.sentences[change.kind](jobText(change, theme));
  }
}
