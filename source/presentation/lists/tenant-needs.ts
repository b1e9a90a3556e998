import { type Need, needsSomeone, type TenantVerdict } from '../../backup/tenant-verdict.ts';
import { spoken } from '../../text/duration.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import { longestFitting } from '../refusal-text.ts';
import type { Role, Theme } from '../theme.ts';
import { needTexts } from './need-text.ts';
import { type TenantColumnsContext, worstFirst } from './tenant-rows.ts';

const cellsOfMark = 3;
/** Cells of the longest name that the texts right of it are lined up by. */
const mostOfName = 24;
/** Below this width the texts begin right after the names: the room is theirs. */
const leastLinedUp = 72;

/** The block above the list, and which of the tenants in need its lines are about. */
export interface NeedBlock {
  readonly lines: readonly string[];
  /** The index of the first one, and how many there are. */
  readonly from: number;
  readonly shown: number;
}

/**
 * The block above the list: what needs someone, a line a tenant, the worst first.
 * @param room lines it may take; where there are more tenants the last line counts them
 * @param chosen the index of the tenant that is chosen here, whose line is shown; null where none is
 */
export function needBlock(
  of: readonly TenantVerdict[],
  context: TenantColumnsContext,
  columns: number,
  room: number,
  chosen: number | null,
): NeedBlock {
  const { theme } = context;
  const verdicts = inNeed(of);
  if (verdicts.length === 0 || room < 1) return { lines: [], from: 0, shown: 0 };
  const most = verdicts.length <= room ? verdicts.length : Math.max(0, room - 1);
  const from = chosen === null ? 0 : Math.max(0, Math.min(chosen, verdicts.length - 1) - most + 1);
  const shown = verdicts.slice(from, from + most);
  const cells = columns - cellsOfMark - 1;
  const widths = shown.map(({ tenant }) =>
    Math.min(cellWidth(tenant.name), mostOfName, Math.floor(cells / 3)),
  );
  const widest = Math.max(0, ...widths);
  const lines = shown.map((verdict, at) => {
    const name = columns < leastLinedUp ? (widths[at] ?? widest) : widest;
    const mark = from + at === chosen ? theme.style('strong', '▸') : ' ';
    return mark + needLine(verdict, context, name, cells);
  });
  const left = verdicts.length - shown.length;
  if (left > 0) {
    const more = theme.words.screens.tenantList.needs.more(String(left));
    lines.push(`   ${theme.style('warning', cut(more, cells))}`);
  }
  return { lines, from, shown: shown.length };
}

const needing = new WeakMap<readonly TenantVerdict[], readonly TenantVerdict[]>();

/** The verdicts on tenants that need someone, the worst first; made once for the same verdicts. */
export function inNeed(verdicts: readonly TenantVerdict[]): readonly TenantVerdict[] {
  const known =
    needing.get(verdicts) ?? verdicts.filter(({ needs }) => needs.some(needsSomeone)).sort(worstFirst);
  needing.set(verdicts, known);
  return known;
}

function needLine(
  verdict: TenantVerdict,
  context: TenantColumnsContext,
  name: number,
  cells: number,
): string {
  const { theme } = context;
  const need = verdict.needs.find(needsSomeone);
  if (need === undefined) return '';
  const isBad = need.kind === 'failed' || need.kind === 'could_not_start';
  const role: Role = isBad ? 'bad' : 'warning';
  const room = cells - name - 2;
  const good = goodOf(need, verdict, theme);
  const said = longestFitting(needTexts(need, verdict, context), room);
  const left = room - cellWidth(said) - 2;
  const right =
    good !== '' && cellWidth(good) <= left ? fit(good, room - cellWidth(said), { align: 'right' }) : '';
  const mark = theme.style(role, isBad ? '✖' : '!');
  return `${mark} ${theme.style('strong', fit(verdict.tenant.name, name))}  ${said}${theme.style('faint', right)}`;
}

/** That there is a good backup all the same, where the need does not say it itself. */
function goodOf(need: Need, verdict: TenantVerdict, theme: Theme): string {
  const { needs: words } = theme.words.screens.tenantList;
  const { lastGood } = verdict;
  if (need.kind === 'never' || need.kind === 'overdue' || lastGood === 'unknown') return '';
  if (lastGood === 'never') return words.noneGood;
  const age = verdict.goodAge === null ? '' : spoken(verdict.goodAge, theme.words.time);
  return words.lastGood(lastGood.type.text, age);
}

const counted = new WeakMap<readonly TenantVerdict[], ReadonlyMap<Need['kind'], number>>();

/** How many tenants need someone, by the worst of each: for the line above the block; counted once for the same verdicts. */
export function needCounts(verdicts: readonly TenantVerdict[]): ReadonlyMap<Need['kind'], number> {
  const known = counted.get(verdicts) ?? countNeeds(verdicts);
  counted.set(verdicts, known);
  return known;
}

function countNeeds(verdicts: readonly TenantVerdict[]): ReadonlyMap<Need['kind'], number> {
  const counts = new Map<Need['kind'], number>();
  for (const { needs } of inNeed(verdicts)) {
    const worst = needs.find(needsSomeone);
    if (worst !== undefined) counts.set(worst.kind, (counts.get(worst.kind) ?? 0) + 1);
  }
  return counts;
}
