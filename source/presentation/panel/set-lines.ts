import { restoreChain } from '../../backup/backup-set.ts';
import type { Job } from '../../backup/job.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** The backup set that an ended job has left: its files, and what a restore of it needs. */
export function setLines(job: Job, picture: Picture, columns: number, theme: Theme): string[] {
  const { panel, punctuation } = theme.words.screens;
  const sets = picture.sets ?? [];
  const set = sets.find(each => each.backupSetId === job.backupSetId && each.tenantId === job.key.tenantId);
  if (set === undefined) return [];
  const chain = restoreChain(set, sets);
  const ids = (of: readonly bigint[]) => punctuation.list(of.map(String));
  const restore = [
    set.minRestoreAt === null ? '' : panel.restoreFrom(theme.zone.full(set.minRestoreAt, 6)),
    chain.sets.length > 1 ? panel.restoreNeeds(ids(chain.sets.map(each => each.backupSetId))) : '',
    chain.unusable.length > 0 ? panel.restoreLacks(ids(chain.unusable)) : '',
  ].filter(part => part !== '');
  const files = panel.setFiles(set.backupSetId.toString(), `${set.status} ${set.fileStatus}`);
  return [
    ...labelledLines(panel.labels.set, files, columns, theme),
    ...(restore.length === 0
      ? []
      : labelledLines(
          panel.labels.restore,
          restore.join(' · '),
          columns,
          theme,
          chain.unusable.length > 0 ? 'warning' : null,
        )),
  ];
}
