import { type BackupSet, hasFailed, restoreChain } from '../../backup/backup-set.ts';
import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** The backup set that an ended job has left: its files, and what a restore of it needs. */
export function setLines(job: Job, picture: Picture, columns: number, theme: Theme): string[] {
  const { panel, punctuation } = theme.words.screens;
  const sets = picture.sets ?? [];
  const set = sets.find(each => each.backupSetId === job.backupSetId && each.tenantId === job.key.tenantId);
  if (set === undefined) return [];
  const files = panel.setFiles(set.backupSetId.toString(), set.status, set.fileStatus);
  const setLine = labelledLines(panel.labels.set, files, columns, theme);
  const restoreLine = (text: string, role: 'warning' | null) =>
    labelledLines(panel.labels.restore, text, columns, theme, role);
  if (hasFailed(set)) return [...setLine, ...restoreLine(panel.restoreNever, 'warning')];
  const chain = restoreChain(set, sets);
  const ids = (of: readonly bigint[]) => punctuation.list(of.map(String));
  const restore = [
    set.minRestoreAt === null || set.status !== 'SUCCESS'
      ? ''
      : panel.restoreFrom(theme.zone.full(set.minRestoreAt, 6)),
    chain.sets.length > 1 ? panel.restoreNeeds(ids(chain.sets.map(each => each.backupSetId))) : '',
    set.status === 'SUCCESS' ? logNeeded(set, theme) : '',
    chain.unusable.length > 0 ? panel.restoreLacks(ids(chain.unusable)) : '',
  ].filter(part => part !== '');
  if (restore.length === 0) return setLine;
  return [...setLine, ...restoreLine(restore.join(' · '), chain.unusable.length > 0 ? 'warning' : null)];
}

/**
 * The log that a restore of this set needs at least, and where it is: a set of PLUS ARCHIVELOG has it itself (kernel:
 * calculate_start_replay_scn_). Where an end of it is not known that is said.
 */
function logNeeded(set: BackupSet, theme: Theme): string {
  const { panel, none } = theme.words.screens;
  const text = (at: Instant | null) => (at === null ? none : theme.zone.full(at, 0));
  const place = set.plusArchivelog === null ? 'unknown' : set.plusArchivelog ? 'set' : 'archive';
  return panel.restoreLog[place](text(set.startReplayAt), text(set.minRestoreAt));
}
