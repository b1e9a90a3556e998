import type { BackupSet } from '../../backup/backup-set.ts';
import { parseBackupType } from '../../backup/job.ts';
import { dialectOf } from '../session/dialect.ts';
import { Fields, onOff } from '../statement/fields.ts';
import { scnInstant } from '../statement/values.ts';
import { allOf, ofTenant } from './conditions.ts';
import { type Branch, branchOf, cdbOrDba, type ReadableViews, type ServerView, viewName } from './view.ts';

/** Backup sets: what backups left at their destination. */
export const backupSets: ServerView<BackupSet> = {
  id: 'set_files',
  names: cdbOrDba('OB_BACKUP_SET_FILES'),
  isRequired: false,
  hasTenantId: true,
  neededColumns: [],
  listColumns: null,
  loss: 'backup_sets',
  toRow: (row, ownTenantId) => {
    const fields = new Fields(row);
    // The kernel spells the column so.
    const elapsed = fields.text('ELAPSED_SECONDES');
    const minRestoreScn = fields.count('MIN_RESTORE_SCN');
    return {
      tenantId: fields.integer('TENANT_ID') ?? ownTenantId,
      backupSetId: fields.count('BACKUP_SET_ID'),
      type: parseBackupType(fields.text('BACKUP_TYPE')),
      status: fields.text('STATUS'),
      fileStatus: fields.text('FILE_STATUS'),
      prevFullBackupSetId: fields.count('PREV_FULL_BACKUP_SET_ID'),
      prevIncBackupSetId: fields.count('PREV_INC_BACKUP_SET_ID'),
      startedAt: fields.instant('START_TIMESTAMP'),
      endedAt: fields.instant('END_TIMESTAMP'),
      elapsedSeconds: /^\d/.test(elapsed) ? Number(elapsed) : null,
      minRestoreScn,
      minRestoreAt: scnInstant(minRestoreScn),
      startReplayAt: scnInstant(fields.count('START_REPLAY_SCN')),
      inputBytes: fields.amount('INPUT_BYTES'),
      outputBytes: fields.amount('OUTPUT_BYTES'),
      plusArchivelog: onOff.get(fields.text('PLUS_ARCHIVELOG')) ?? null,
      tenantCompatible: fields.text('TENANT_COMPATIBLE'),
      backupCompatible: fields.integer('BACKUP_COMPATIBLE'),
      path: fields.text('PATH'),
      row,
    };
  },
};

/** A backup set, and where it is incremental the sets from the full one on that it may build on. */
export function setWithItsBase(
  tenantId: bigint | null,
  backupSetId: bigint,
  readable: ReadableViews,
): Branch[] {
  const { family } = readable;
  const isIncremental = `s.BACKUP_SET_ID = ${backupSetId} AND s.${dialectOf(family).quote('BACKUP_TYPE')} NOT IN ('FULL', 'D')`;
  const full = `SELECT MAX(s.PREV_FULL_BACKUP_SET_ID) FROM ${viewName(backupSets, family)} s WHERE ${allOf(ofTenant(tenantId, 's', family), isIncremental)}`;
  const base = `(v.BACKUP_SET_ID < ${backupSetId} AND v.BACKUP_SET_ID >= (${full}))`;
  return branchOf(backupSets, 'full', readable, {
    where: allOf(ofTenant(tenantId, 'v', family), `(v.BACKUP_SET_ID = ${backupSetId} OR ${base})`),
  });
}
