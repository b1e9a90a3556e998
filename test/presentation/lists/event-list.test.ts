import { describe, expect, it } from 'vitest';
import type { BackupEvent } from '../../../source/backup/event.ts';
import { fitColumns, rowLine, widened } from '../../../source/presentation/lists/columns.ts';
import { eventColumns, eventRows } from '../../../source/presentation/lists/event-list.ts';
import { tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const step: BackupEvent = {
  at: tenFortyTwo,
  event: 'advance_status',
  tenantId: 1002n,
  jobId: 12n,
  result: 0n,
  values: [
    { name: 'tenant_id', value: '1002' },
    { name: 'job_id', value: '12' },
    { name: 'backup_set_id', value: '12' },
    { name: 'curr_status', value: 'BACKUP_META_FINISH' },
    { name: 'next_status', value: 'BACKUP_USER_DATA' },
  ],
  server: '10.0.0.5:2882',
  row: [],
};

function line(cells: number): string {
  const [row] = eventRows({ readAt: tenFortyTwo, events: [step], unavailable: null }, []);
  const specs = eventColumns(plainLook(), tenFortyTwo, false);
  if (row === undefined) return '';
  return rowLine(row, fitColumns(specs, widened(specs, [row], new Map()), cells), plainLook(), {
    selected: false,
  });
}

describe('a change of STATUS among the events', () => {
  it('says what it led to before the values are cut', () => {
    expect(line(180)).toContain(
      'backup_set_id 12 · curr_status BACKUP_META_FINISH · next_status BACKUP_USER_DATA',
    );
    expect(line(100)).toMatch(/ BACKUP_META_FINISH → BACKUP_USER_DATA$/);
    expect(line(76)).toMatch(/ → BACKUP_USER_DATA$/);
  });
});
