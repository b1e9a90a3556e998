import type { DayOutcome } from '../../backup/backup-record.ts';
import type { Outcome } from '../../backup/status.ts';
import { outcomeRoles } from '../progress-text.ts';
import type { Piece } from './columns.ts';

const dayMarks: Readonly<Record<Outcome, string>> = { completed: '✔', failed: '✖', canceled: 'c' };
/** In ASCII a middle dot would become a bar, which parts facts. */
function noBackup(ascii: boolean): Piece {
  return { text: ascii ? '.' : '·', role: 'faint' };
}

/** A mark for each of the last days, today's the last one. */
export function dayPieces(days: readonly DayOutcome[], shown: number, ascii: boolean): readonly Piece[] {
  return days
    .slice(-shown)
    .map(({ outcome }) =>
      outcome === null ? noBackup(ascii) : { text: dayMarks[outcome], role: outcomeRoles[outcome] },
    );
}
