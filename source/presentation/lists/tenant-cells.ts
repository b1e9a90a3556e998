import { phaseOf, phaseWalk } from '../../backup/phase.ts';
import { tasksOf } from '../../backup/picture.ts';
import { progressOf, type TaskProgress } from '../../backup/task-progress.ts';
import { needsSomeone, oldestGood } from '../../backup/tenant-verdict.ts';
import { calmSpeed } from '../../backup/throughput.ts';
import { bar, emptyBar, unknownBar } from '../../text/bar.ts';
import { count, roughRate } from '../../text/number.ts';
import { cellWidth, fit } from '../../text/width.ts';
import { clusterCounts } from '../cluster-text.ts';
import { percentText } from '../percent-text.ts';
import { logPhases, outcomeRoles } from '../progress-text.ts';
import type { Role, Theme } from '../theme.ts';
import type { Cell, Piece } from './columns.ts';
import { dataCell, logCell } from './progress-cells.ts';
import { ageOf, goodText } from './tenant-record-cells.ts';
import type { TenantColumnsContext, TenantRow } from './tenant-rows.ts';

const nothing: Cell = { text: '' };

/** The verdict on the task of the tenant's newest running job; null where none runs, or it has no task yet. */
function progressIn({ activity }: TenantRow, context: TenantColumnsContext): TaskProgress | null {
  const job = activity?.running[0];
  const task =
    job === undefined || context.picture === null ? undefined : tasksOf(context.picture, job.key)[0];
  return job === undefined || task === undefined ? null : progressOf(task, job, context);
}

/** The mark of trouble: what failed or could not start, and what is stuck or has no good backup. */
export function markCell({ verdict }: TenantRow): Cell {
  const worst = verdict?.needs.find(needsSomeone);
  if (worst === undefined) return nothing;
  const isBad = worst.kind === 'failed' || worst.kind === 'could_not_start';
  return { text: isBad ? '✖' : '!', role: isBad ? 'bad' : 'warning' };
}

/** The type of what runs. */
export function typeCell({ activity }: TenantRow): Cell {
  const [job, ...others] = activity?.running ?? [];
  if (job === undefined) return nothing;
  return { text: others.length === 0 ? job.type.text : `${job.type.text}+${others.length}` };
}

/** `4/8 data`, in fewer words `4/8`; of what does not run how it ended where that needs someone. */
export function phaseCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const { theme, version } = context;
  const { tenantList: words, none, outcomes, lists, finishing } = theme.words.screens;
  if (row.activity === null) return { text: lists.notRead, role: 'warning' };
  const [job] = row.activity.running;
  if (job === undefined) return idleCell(row, theme);
  const progress = progressIn(row, context);
  if (progress === null) return { text: job.status.text, spills: true };
  const { data, task, log, stuck } = progress;
  if (data.state === 'ended') {
    const shorter = [words.ended[data.outcome]];
    return { text: outcomes[data.outcome], shorter, role: outcomeRoles[data.outcome] };
  }
  const role = stuck === null ? null : 'warning';
  const phase = phaseOf(task.status.text);
  if (phase === null || phase === 'start') {
    return { text: phase === null ? task.status.text : words.phases.start, role };
  }
  const walk = phaseWalk(version, phase);
  const number = walk.indexOf(phase) + 1;
  if (number === 0) return { text: task.status.text || none, role };
  const [now, all] = [String(number), String(walk.length)];
  const skipsLog = log.state === 'not_requested';
  return {
    text: words.phase(now, all, skipsLog && logPhases.has(phase) ? finishing : words.phases[phase]),
    shorter: [words.phaseShort(now, all)],
    role,
  };
}

function idleCell({ verdict }: TenantRow, theme: Theme): Cell {
  const { idle } = theme.words.screens.tenantList;
  const worst = verdict?.needs.find(({ kind }) => kind === 'failed' || kind === 'could_not_start');
  if (worst?.kind === 'failed' || worst?.kind === 'could_not_start') {
    return { text: idle[worst.kind], role: 'bad', spills: true };
  }
  return { text: theme.words.screens.none, role: 'faint' };
}

/** Cells of the percentage right of a bar. */
const percentCells = 8;
/** Cells of the shortest bar. */
const shortestBar = 5;
/** The least, the usual and the most that the column of the data takes. */
export const dataCells = {
  least: shortestBar + 1 + percentCells,
  usual: 10 + 1 + percentCells,
  most: 40 + 1 + percentCells,
};

function barPieces(
  draw: (cells: number) => string,
  figure: string,
  role: Role | null,
): (cells: number) => readonly Piece[] {
  return cells => {
    const room = cells - 1 - percentCells;
    const right = fit(figure, Math.min(cells, percentCells), { align: 'right' });
    return room < shortestBar ? [{ text: right }] : [{ text: draw(room), role }, { text: ` ${right}` }];
  };
}

/** The data of what runs: a bar as wide as there is room, and its percentage. */
export function tenantDataCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const { theme } = context;
  const progress = progressIn(row, context);
  if (progress === null) return nothing;
  const { data, stuck } = progress;
  const { ascii } = theme;
  const cell = dataCell(progress, theme);
  if (data.state === 'running') {
    const figure = percentText(data.hundredths, theme);
    const draw = (cells: number) => bar(data.hundredths, { cells, ascii });
    return { ...cell, pieces: barPieces(draw, figure, stuck === null ? 'running' : 'warning') };
  }
  if (data.state === 'not_begun') {
    const none = theme.words.screens.none;
    return { ...cell, pieces: barPieces(cells => emptyBar({ cells, ascii }), none, 'faint') };
  }
  if (data.state === 'unknowable') {
    const blocks = theme.words.screens.data.blocks(count(data.finished));
    return {
      ...cell,
      pieces: cells => {
        const room = cells - 1 - cellWidth(blocks);
        return room < 1
          ? [{ text: blocks }]
          : [{ text: `${unknownBar({ cells: room, ascii })} ` }, { text: blocks }];
      },
    };
  }
  // How it ended stands in the column of the phase.
  return data.state === 'ended' ? nothing : { text: cell.text };
}

/** How fast what runs goes; nothing before that is known. */
export function speedCell(row: TenantRow, { theme, now, ...rest }: TenantColumnsContext): Cell {
  const progress = progressIn(row, { theme, now, ...rest });
  const seen = progress?.seen ?? null;
  if (progress === null || progress.task.status.kind === 'ended') return nothing;
  const known = seen?.throughput == null || now === null ? null : calmSpeed(seen.throughput, now);
  if (known === null) return { text: theme.words.screens.none, role: 'faint' };
  if (seen?.unit === 'files') {
    const files = count(BigInt(Math.round(known.unitsPerSecond * 60)));
    return { text: theme.words.screens.tenantList.filesAMinute(files) };
  }
  return { text: roughRate(known.bytesPerSecond) };
}

/** When the data of what runs is expected to be done; once it is, when that was. */
export function endsCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const { theme, now } = context;
  const { tenantList: words, timeLeft, none } = theme.words.screens;
  const progress = progressIn(row, context);
  if (progress === null || now === null || progress.task.status.kind === 'ended') return nothing;
  const clock = (seconds: number) =>
    theme.zone.clock(now + BigInt(Math.round(seconds)) * 1_000_000n).slice(0, 5);
  const { dataLeft: left, data } = progress;
  if (data.state === 'finished') return nothing;
  switch (left?.kind) {
    case 'point':
      return { text: words.endsAt(clock(left.seconds)) };
    case 'range': {
      const [from, to] = [clock(left.low), clock(left.high)];
      return { text: words.endsBetween(from, to), shorter: [words.endsBefore(to)] };
    }
    case 'soon':
      return { text: timeLeft.soonShort };
    case 'second_turn':
      return { text: timeLeft.secondTurn };
    default:
      return { text: none, role: 'faint' };
  }
}

/** The log of what runs. */
export function tenantLogCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const progress = progressIn(row, context);
  return progress === null || progress.task.status.kind === 'ended'
    ? nothing
    : logCell(progress, context.theme);
}

/** What is said of all tenants, or of those that are folded, right of the name; null for a tenant's own row. */
export function acrossCell(row: TenantRow, context: TenantColumnsContext): Cell | null {
  const { theme, picture } = context;
  const { tenantList: words } = theme.words.screens;
  if (row.kind === 'tenant') return null;
  const oldest = oldestGood(row.of);
  if (row.kind === 'fold') {
    const all = count(BigInt(row.of.length));
    return {
      text:
        oldest === null ? words.fineNoneGood(all) : words.fine(all, ageOf(oldest, theme), oldest.tenant.name),
      role: 'faint',
    };
  }
  if (picture === null || row.activity === null)
    return { text: theme.words.screens.lists.notRead, role: 'warning' };
  const good = oldest === null ? '' : words.oldestGood(oldest.tenant.name, goodText(oldest, theme));
  const texts = clusterJobTexts(row, context);
  if (texts === null) return { text: good, role: oldest?.isOverdue === true ? 'bad' : 'faint' };
  const [whole] = texts;
  return { text: good === '' ? whole : `${whole} · ${good}`, shorter: texts, role: 'running' };
}

/** The cluster job that runs with how far it is, at length and shorter; null where none does. */
export function clusterJobTexts(
  { activity }: TenantRow,
  context: TenantColumnsContext,
): readonly [string, ...string[]] | null {
  const { picture, theme } = context;
  const [job] = activity?.running ?? [];
  if (job === undefined || picture === null) return null;
  const counts = clusterCounts({ job, picture, refusals: context.refusals ?? [] }, context);
  return [`${theme.words.screens.lists.clusterJob(String(job.key.jobId))} · ${counts[0]}`, ...counts];
}
