import { expect, it } from 'vitest';
import type { BackupSet } from '../../../source/backup/backup-set.ts';
import { setLines } from '../../../source/presentation/panel/set-lines.ts';
import { backupSet, job, picture, seconds, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const [start, end] = [tenFortyTwo - seconds(120), tenFortyTwo - seconds(60)];

function restoreLine(change: Partial<BackupSet>): string {
  const ended = job({ status: 'COMPLETED' });
  const given = { minRestoreAt: end, startReplayAt: start, plusArchivelog: false, ...change };
  const set = { ...backupSet(Number(ended.backupSetId)), status: 'SUCCESS', ...given };
  return setLines(ended, picture({ jobs: [ended], sets: [set] }), 200, plainLook())
    .slice(1)
    .join(' ');
}

it('a restore needs log from START_REPLAY_SCN to MIN_RESTORE_SCN: from the archive, or with PLUS ARCHIVELOG in the set', () => {
  expect(restoreLine({})).toContain('log 2026-11-22 10:40:17 to 2026-11-22 10:41:17, from the archive');
  expect(restoreLine({ plusArchivelog: true })).toContain(' to 2026-11-22 10:41:17, in the set');
  expect(restoreLine({ plusArchivelog: null })).toMatch(/ to 2026-11-22 10:41:17$/);
});

it('an end of that log which is not known is not made up', () => {
  expect(restoreLine({ startReplayAt: null })).toContain('log – to 2026-11-22 10:41:17');
  expect(restoreLine({ startReplayAt: null, minRestoreAt: null })).toBe(
    '  Restore  log – to –, from the archive',
  );
});

it('nothing can be restored from a set that has failed, whatever SCN it has', () => {
  expect(restoreLine({ status: 'FAILED' })).not.toMatch(/possible|log /);
  expect(restoreLine({ status: 'FAILED' })).toContain('Restore  this set cannot be restored');
});
