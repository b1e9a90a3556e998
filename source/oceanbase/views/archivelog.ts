import type { Archive } from '../../backup/archive.ts';
import { Fields } from '../statement/fields.ts';
import { type Branch, branchOf, cdbOrDba, type ReadableViews, type ServerView } from './view.ts';

/** How far the log of each tenant is archived, by destination. */
export const archivelog: ServerView<Archive> = {
  id: 'archivelog',
  names: cdbOrDba('OB_ARCHIVELOG'),
  isRequired: false,
  hasTenantId: true,
  neededColumns: [],
  listColumns: [
    'TENANT_ID',
    'DEST_NO',
    'ROUND_ID',
    'STATUS',
    'START_SCN',
    'CHECKPOINT_SCN',
    'COMPRESSION_RATIO',
    'COMMENT',
    'PATH',
  ],
  loss: 'archive',
  toRow: (row, ownTenantId) => {
    const fields = new Fields(row);
    return {
      tenantId: fields.integer('TENANT_ID') ?? ownTenantId,
      destNo: fields.integer('DEST_NO'),
      status: fields.text('STATUS'),
      checkpointScn: fields.count('CHECKPOINT_SCN'),
      lagTarget: null,
      path: fields.text('PATH'),
      comment: fields.text('COMMENT'),
      row,
    };
  },
};

/** At most this many tenants are asked for in one statement. */
export const maxArchiveTenants = 100;

/** How far the log of these tenants is archived. */
export function archivesOf(tenantIds: readonly (bigint | null)[], readable: ReadableViews): Branch[] {
  if (tenantIds.length === 0) return [];
  const ids = tenantIds.filter(id => id !== null).slice(0, maxArchiveTenants);
  const where = readable.family === 'sys' ? `v.TENANT_ID IN (${ids.join(', ') || 0})` : '';
  return branchOf(archivelog, 'list', readable, { where });
}

/** The columns that show how far an archive is. */
const checkpointColumns: ReadonlySet<string> = new Set(['TENANT_ID', 'DEST_NO', 'STATUS', 'CHECKPOINT_SCN']);

function checkpoints(branches: readonly Branch[]): Branch[] {
  return branches.map(branch => ({
    ...branch,
    columns: branch.columns.filter(name => checkpointColumns.has(name)),
  }));
}

/** How far the log of every tenant is archived. */
export function allArchives(readable: ReadableViews): Branch[] {
  return checkpoints(branchOf(archivelog, 'list', readable, {}));
}

/** The same of these tenants. */
export function checkpointsOf(tenantIds: readonly (bigint | null)[], readable: ReadableViews): Branch[] {
  return checkpoints(archivesOf(tenantIds, readable));
}
