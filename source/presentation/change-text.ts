import type { ChangeKind } from '../backup/change.ts';
import { sysTenantId } from '../backup/tenant.ts';
import { spoken } from '../text/duration.ts';
import type { ToldChange } from '../watch/change-log.ts';
import { refusalReason } from './refusal-text.ts';
import { resultText } from './result-text.ts';
import type { Look, Role } from './theme.ts';

/** What each kind of change looks like; the words tell the same without colour. */
export const changeRoles: Readonly<Record<ChangeKind, Role>> = {
  started: 'running',
  completed: 'good',
  failed: 'bad',
  canceled: 'warning',
  stuck: 'warning',
  going_again: 'running',
  refused: 'bad',
};

/** Whose it is, as lists name it. */
export function tenantOf({ tenant, tenantId }: ToldChange, look: Look): string {
  if (tenant !== null) return tenant.name;
  return tenantId === sysTenantId ? look.say.screens.crumbs.allTenants : String(tenantId ?? '');
}

function jobText(change: ToldChange, look: Look): string {
  const say = look.say.screens.changes;
  const id = change.job?.jobId.toString() ?? '';
  return change.tenantId === sysTenantId
    ? say.clusterJob(id, change.type)
    : say.job(tenantOf(change, look), id, change.type);
}

/** Why a start was refused, and the code: "no archive log, -9040". */
export function refusedBecause(change: ToldChange, look: Look): string {
  return `${refusalReason(change, change.tenant, look)}, ${change.result}`;
}

/** One sentence: whose backup, and what has happened. For the footer, the alerts and notifications. */
export function changeText(change: ToldChange, look: Look): string {
  const say = look.say.screens.changes;
  const code = resultText(change.result, '', look);
  switch (change.kind) {
    case 'failed':
      return say.failed(jobText(change, look), code);
    case 'stuck':
      return say.stuck(jobText(change, look), spoken(change.seconds ?? 0, look.say.time));
    case 'refused':
      return say.refused(tenantOf(change, look), refusedBecause(change, look));
    default:
      return say.said[change.kind](jobText(change, look));
  }
}
