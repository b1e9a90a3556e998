import type { DayOutcome } from '../../backup/backup-record.ts';
import type { Outcome } from '../../backup/status.ts';
import { outcomeRoles } from '../progress-text.ts';
import type { Piece } from './columns.ts';

const dayMarks: Readonly<Record<Outcome, string>> = { completed: '✔', failed: '✖', canceled: 'c' };
const noBackup: Piece = { text: '·', role: 'faint' };

/** A mark for each of the last days, today's the last one. */
export function dayPieces(days: readonly DayOutcome[], shown: number): readonly Piece[] {
  return days
    .slice(-shown)
    .map(({ outcome }) =>
      outcome === null ? noBackup : { text: dayMarks[outcome], role: outcomeRoles[outcome] },
    );
}
