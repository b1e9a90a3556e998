import type { Row } from '../store.ts';
import { type Micros, scnOf, second } from './rows.ts';

export interface TenantSpec {
  id: number;
  name: string;
  mode: 'MYSQL' | 'ORACLE';
  archiving: boolean;
  recycled: boolean;
  /** The tenant parameter archive_lag_target, in seconds. */
  archiveLagTarget: number;
}

/** RECOVERY_UNTIL_SCN without a limit. */
const unlimited = 4611686018427387903n;

function row(
  id: number,
  name: string,
  type: 'SYS' | 'USER' | 'META',
  mode: 'MYSQL' | 'ORACLE',
  archiving: boolean,
  recycled: boolean,
  created: Micros,
  version: string,
): Row {
  const user = type === 'USER';
  const scn = user ? scnOf(created) : null;
  return {
    TENANT_ID: id,
    TENANT_NAME: name,
    TENANT_TYPE: type,
    CREATE_TIME: created,
    MODIFY_TIME: created + 43 * second,
    PRIMARY_ZONE: type === 'SYS' ? 'RANDOM' : 'zone1;zone2,zone3',
    LOCALITY: 'FULL{1}@zone1, FULL{1}@zone2, FULL{1}@zone3',
    PREVIOUS_LOCALITY: null,
    COMPATIBILITY_MODE: mode,
    STATUS: 'NORMAL',
    IN_RECYCLEBIN: recycled ? 'YES' : 'NO',
    LOCKED: 'NO',
    TENANT_ROLE: 'PRIMARY',
    SWITCHOVER_STATUS: 'NORMAL',
    SWITCHOVER_EPOCH: 0,
    SYNC_SCN: scn,
    REPLAYABLE_SCN: scn,
    READABLE_SCN: scn,
    RECOVERY_UNTIL_SCN: user ? unlimited : null,
    LOG_MODE: archiving ? 'ARCHIVELOG' : 'NOARCHIVELOG',
    ARBITRATION_SERVICE_STATUS: 'DISABLED',
    UNIT_NUM: 1,
    COMPATIBLE: version,
    MAX_LS_ID: user ? 1003 : 1,
    RESTORE_DATA_MODE: 'NORMAL',
  };
}

/** Rows of DBA_OB_TENANTS: sys, and each user tenant after its META tenant, which has the odd id. */
export function tenantRows(tenants: readonly TenantSpec[], created: Micros, version: string): Row[] {
  return [
    row(1, 'sys', 'SYS', 'MYSQL', false, false, created, version),
    ...tenants.flatMap(({ id, name, mode, archiving, recycled }) => [
      row(id - 1, metaName(id), 'META', 'MYSQL', false, recycled, created, version),
      row(id, name, 'USER', mode, archiving, recycled, created, version),
    ]),
  ];
}

/** The name of a user tenant's META tenant. */
export function metaName(tenantId: number): string {
  return `META$${tenantId}`;
}

/** A row of CDB_OB_ARCHIVELOG for a tenant with an archive; the log is archived up to `checkpoint`. */
export function archivelogRow(
  tenantId: number,
  started: Micros,
  checkpoint: Micros,
  round: { status: string; comment: string; round: number },
): Row {
  const seconds = Math.max(0, Math.round((checkpoint - started) / second));
  const [input, output] = [seconds * 1_310_720, seconds * 393_216];
  const display = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(2)}GB`;
  return {
    TENANT_ID: tenantId,
    DEST_ID: 1001,
    ROUND_ID: round.round,
    INCARNATION: 1,
    DEST_NO: 0,
    STATUS: round.status,
    START_SCN: scnOf(started),
    START_SCN_DISPLAY: started,
    CHECKPOINT_SCN: scnOf(checkpoint),
    CHECKPOINT_SCN_DISPLAY: checkpoint,
    COMPATIBLE: 1,
    BASE_PIECE_ID: 1,
    USED_PIECE_ID: 1 + Math.floor(seconds / 86_400),
    PIECE_SWITCH_INTERVAL: 86_400_000_000,
    UNIT_SIZE: 1,
    COMPRESSION: 'none',
    INPUT_BYTES: input,
    INPUT_BYTES_DISPLAY: display(input),
    OUTPUT_BYTES: output,
    OUTPUT_BYTES_DISPLAY: display(output),
    COMPRESSION_RATIO: seconds === 0 ? '0.00' : (output / input).toFixed(2),
    DELETED_INPUT_BYTES: 0,
    DELETED_INPUT_BYTES_DISPLAY: '0.00GB',
    DELETED_OUTPUT_BYTES: 0,
    DELETED_OUTPUT_BYTES_DISPLAY: '0.00GB',
    COMMENT: round.comment,
    PATH: `file:///data/nfs/archive/${tenantId}`,
  };
}
