import type { LastSeen } from '../../backup/last-seen.ts';
import type { LogProgress } from '../../backup/progress.ts';
import type { Outcome } from '../../backup/status.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { bar, emptyBar, unknownBar } from '../../text/bar.ts';
import { count } from '../../text/number.ts';
import { fit } from '../../text/width.ts';
import { percentText } from '../percent-text.ts';
import { outcomeRoles } from '../progress-text.ts';
import type { Theme } from '../theme.ts';
import type { Cell } from './columns.ts';

/** Cells of a bar in a list, before its percentage. */
const listBar = 10;
const percentCells = 8;
/** Cells of a bar with its percentage. */
export const barCellWidth = listBar + 1 + percentCells;

function barWithPercent(hundredths: number, theme: Theme): string {
  const drawn = bar(hundredths, { cells: listBar, ascii: theme.ascii });
  return `${drawn} ${fit(percentText(hundredths, theme), percentCells, { align: 'right' })}`;
}

/** The data of a task in a list. */
export function dataCell({ data, lastSeen, task }: TaskProgress, theme: Theme): Cell {
  const words = theme.words.screens;
  const small = { cells: listBar, ascii: theme.ascii };
  switch (data.state) {
    case 'not_begun':
      return {
        text: `${emptyBar(small)} ${fit(words.none, percentCells, { align: 'right' })}`,
        role: 'faint',
      };
    case 'counting':
      return { text: words.data.countingShort };
    case 'unknowable':
      return unknowableCell(data.finished, theme);
    case 'running':
      return { text: barWithPercent(data.hundredths, theme), role: 'running' };
    case 'finished':
      // A full bar next to DOING would look like the end, one below 100 % like data still being read.
      return { text: words.data.over, role: 'running' };
    case 'ended':
      return {
        text: endedShort(data.outcome, task.result, lastSeen, theme),
        shorter: [endedShort(data.outcome, task.result, null, theme)],
        role: outcomeRoles[data.outcome],
      };
  }
}

/** Where no percentage can be known: the number stays whole where there is no room for the bar. */
function unknowableCell(finished: bigint, theme: Theme): Cell {
  const blocks = theme.words.screens.data.blocks(count(finished));
  const drawn = unknownBar({ cells: listBar, ascii: theme.ascii });
  return { text: `${drawn} ${blocks}`, shorter: [blocks, count(finished)] };
}

/** The outcome, the percentage seen shortly before, and the code: where there is no room for more columns, all one learns. */
function endedShort(outcome: Outcome, result: bigint, seen: LastSeen | null, theme: Theme): string {
  const last = outcome === 'completed' ? null : (seen?.hundredths ?? null);
  const parts = [
    theme.words.screens.outcomes[outcome],
    last === null || last.before > 0 ? '' : percentText(last.value, theme),
    result === 0n ? '' : `(${result})`,
  ];
  return parts.filter(part => part !== '').join(' ');
}

/** The log of a task in a list. */
export function logCell({ log, archive, stuck }: TaskProgress, theme: Theme): Cell {
  const { none, log: words } = theme.words.screens;
  const waiting: Cell = { text: words.short.waiting, role: stuck === null ? null : 'warning' };
  const byState: Readonly<Record<LogProgress['state'], () => Cell>> = {
    not_requested: () => ({ text: words.short.not_requested, role: 'faint' }),
    unknown_request: () => ({ text: none, role: 'faint' }),
    waiting: () => {
      if (archive.hasPassed) return { text: words.short.counting };
      return archive.waits ? waiting : { text: words.short.later };
    },
    uncounted: () => (archive.waits ? waiting : { text: words.short.uncounted }),
    implausible_counters: () => ({ text: words.short.uncounted }),
    nothing_to_copy: () => ({ text: words.short.nothing_to_copy }),
    running: () => ({
      text: log.state === 'running' ? percentText(log.hundredths, theme) : none,
      role: 'running',
    }),
    done: () => ({ text: words.short.done, role: 'good' }),
    ended: () => ({ text: none, role: 'faint' }),
  };
  return byState[log.state]();
}
