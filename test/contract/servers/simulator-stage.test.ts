import { createConnection } from 'mysql2/promise';
import { describe, expect, it } from 'vitest';
import { simulatorStage } from './simulator-stage.ts';

const exact = { supportBigNumbers: true, bigNumberStrings: true, dateStrings: true };

describe('The stage on the simulator', () => {
  it('shows an Oracle tenant its own rows in schema SYS, with times as text in UTC+8', async () => {
    const stage = await simulatorStage();
    try {
      await stage.put('JOBS', 1004n, { JOB_ID: '7', START_TIMESTAMP: '2024-05-09 09:54:07.718856' });
      await stage.put('JOBS', 1002n, { JOB_ID: '8' });
      await stage.build({ as: 'oracle', release: '4.3.3' });
      const connection = await createConnection({ ...stage.connection(), ...exact });
      const [rows] = await connection.query('SELECT JOB_ID, START_TIMESTAMP FROM SYS.DBA_OB_BACKUP_JOBS');
      expect(rows).toEqual([{ JOB_ID: '7', START_TIMESTAMP: '2024-05-09 17:54:07' }]);
      connection.destroy();
      expect(stage.connection('nobody').user).toBe('LIMITED@oracle_tenant');
    } finally {
      await stage.close();
    }
  });
});
