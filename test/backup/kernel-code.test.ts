import { describe, expect, it } from 'vitest';
import { kernelCodeName } from '../../source/backup/kernel-code.ts';

describe('A kernel code', () => {
  it.each([
    [-4012n, 'OB_TIMEOUT'],
    [-4016n, 'OB_ERR_UNEXPECTED'],
    [-4072n, 'OB_CANCELED'],
    [-4109n, 'OB_STATE_NOT_MATCH'],
    [-4143n, 'OB_VERSION_NOT_MATCH'],
    [-4552n, 'OB_REBALANCE_TASK_CANT_EXEC'],
    [-4719n, 'OB_LS_NOT_EXIST'],
    [-4725n, 'OB_TABLET_NOT_EXIST'],
    [-4766n, 'OB_LS_WAITING_SAFE_DESTROY'],
    [-5157n, 'OB_TENANT_NOT_EXIST'],
    [-5685n, 'OB_TENANT_HAS_BEEN_DROPPED'],
    [-9028n, 'OB_LOG_ARCHIVE_STAT_NOT_MATCH'],
    [-9042n, 'OB_BACKUP_DATA_VERSION_GAP_OVER_LIMIT'],
    [-9095n, 'OB_NO_TABLET_NEED_BACKUP'],
    [-9120n, 'OB_OBJECT_NOT_EXIST'],
    [-4138n, 'OB_SNAPSHOT_DISCARDED'],
    [-4184n, 'OB_SERVER_OUTOF_DISK_SPACE'],
    [-4392n, 'OB_DISK_HUNG'],
    [-4554n, 'OB_REBALANCE_TASK_NOT_IN_PROGRESS'],
    [-9036n, 'OB_BACKUP_IN_PROGRESS'],
    [-9040n, 'OB_BACKUP_CAN_NOT_START'],
    [-9082n, 'OB_BACKUP_DEVICE_OUT_OF_SPACE'],
    [-9086n, 'OB_BACKUP_ADVANCE_CHECKPOINT_TIMEOUT'],
  ])('%s is %s', (code, name) => {
    expect(kernelCodeName(code)).toBe(name);
  });

  it('means the same without its sign, and as a number', () => {
    expect(kernelCodeName(4012n)).toBe(kernelCodeName(-4012n));
    expect(kernelCodeName(-4012)).toBe(kernelCodeName(-4012n));
  });

  it.each([0n, -1n, -5019n, -99_999n])('%s has no name here', code => {
    expect(kernelCodeName(code)).toBeNull();
  });
});
