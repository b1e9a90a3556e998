import { parseComment } from '../../backup/comment.ts';
import type { Job } from '../../backup/job.ts';
import { kernelCodeName } from '../../backup/kernel-code.ts';
import { phaseOf } from '../../backup/phase.ts';
import type { Refusal } from '../../backup/refusal.ts';
import type { Tenant } from '../../backup/tenant.ts';
import { type Need, needsSomeone, type TenantVerdict } from '../../backup/tenant-verdict.ts';
import { ago, spoken } from '../../text/duration.ts';
import { cellWidth, cut, fit } from '../../text/width.ts';
import { phaseName } from '../progress-text.ts';
import { refusalReason } from '../refusal-text.ts';
import { resultText } from '../result-text.ts';
import type { Role, Theme } from '../theme.ts';
import { type TenantColumnsContext, worstFirst } from './tenant-rows.ts';

type Words = Theme['words']['screens']['tenantList']['needs'];

/** What is said of a need: what has happened, shorter, and what to do next; '' where there is nothing. */
export interface NeedText {
  readonly what: readonly [string, ...string[]];
  readonly next: string;
}

const cellsOfMark = 3;
/** Cells of the longest name that the texts right of it are lined up by. */
const mostOfName = 24;

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
  const widest = Math.max(0, ...shown.map(({ tenant }) => cellWidth(tenant.name)));
  const name = Math.min(widest, mostOfName, Math.floor(cells / 3));
  const lines = shown.map((verdict, at) => {
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

/** The verdicts on tenants that need someone, the worst first. */
export function inNeed(verdicts: readonly TenantVerdict[]): TenantVerdict[] {
  return verdicts.filter(({ needs }) => needs.some(needsSomeone)).sort(worstFirst);
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
  const text = needText(need, verdict, context);
  const good = goodOf(need, verdict, theme);
  const { next } = theme.words.screens.tenantList.needs;
  const [whole] = text.what;
  const wordings = [
    ...text.what.map(what => (text.next === '' ? what : next(what, text.next))),
    ...text.what,
  ];
  const said = wordings.find(wording => cellWidth(wording) <= room) ?? cut(text.what.at(-1) ?? whole, room);
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

/** What has happened to a tenant, and what to do next. */
export function needText(need: Need, verdict: TenantVerdict, context: TenantColumnsContext): NeedText {
  const { theme, maxAge } = context;
  const { needs: words } = theme.words.screens.tenantList;
  switch (need.kind) {
    case 'failed':
      return failedText(need.job, context, words);
    case 'could_not_start':
      return couldNotStartText(need.refusal, verdict.tenant, context);
    case 'stuck':
      return stuckText(need, verdict, context);
    case 'never':
      return { what: [words.never], next: words.backUp };
    case 'overdue': {
      const length = (seconds: number) => spoken(seconds, theme.words.time);
      const type = typeof verdict.lastGood === 'string' ? '' : verdict.lastGood.type.text;
      return { what: [words.overdue(type, length(need.age), length(maxAge))], next: words.backUp };
    }
  }
}

/** Why a backup could not start, and what to do next. */
export function couldNotStartText(
  refusal: Refusal,
  tenant: Tenant | null,
  context: Pick<TenantColumnsContext, 'theme' | 'now'>,
): NeedText {
  const { needs: words } = context.theme.words.screens.tenantList;
  const age = agoOf(refusal.at, context);
  const code = refusal.result.toString();
  const isOff = tenant?.archivesLog === false;
  const reason = isOff ? words.archivelogOff : refusalReason(refusal, tenant, context.theme);
  return {
    what: [words.couldNotStart(age, reason, code), words.couldNotStartShort(age, code)],
    next: isOff ? words.archivelogOn : words.lookAtEvents,
  };
}

function agoOf(at: bigint, { theme, now }: Pick<TenantColumnsContext, 'theme' | 'now'>): string {
  return now === null ? theme.words.time.none : ago(Number(now - at) / 1e6, theme.words.time);
}

function failedText(job: Job, context: TenantColumnsContext, words: Words): NeedText {
  const { theme } = context;
  const age = agoOf(job.endedAt ?? job.startedAt ?? 0n, context);
  const code = resultText(job.result, job.comment, theme);
  const parsed = parseComment(job.comment);
  const name = kernelCodeName(job.result);
  return {
    what: [
      words.failed({
        type: job.type.text,
        ago: age,
        code,
        logStream: parsed?.lsId?.toString() ?? '',
        server: parsed?.address ?? '',
      }),
      words.failedShort(job.type.text, age, code),
      words.failedShort(job.type.text, age, job.result.toString()),
    ],
    next: name === null ? '' : theme.words.kernelCodes[name].nextShort,
  };
}

function stuckText(
  { job, task, stuck }: Extract<Need, { kind: 'stuck' }>,
  { archive }: TenantVerdict,
  { theme }: TenantColumnsContext,
): NeedText {
  const { needs: words } = theme.words.screens.tenantList;
  const length = spoken(stuck.seconds, theme.words.time);
  const phase = phaseOf(task.status.text);
  const name = phase === null ? task.status.text : phaseName(phase, false, theme);
  const inPhase = words.stuck(job.type.text, name, length);
  const isArchive = stuck.lookAt === 'archive';
  const checkpoint = archive === null || archive.checkpointScn === 0n ? null : archive.checkpointScn / 1000n;
  const ofArchive =
    isArchive && checkpoint !== null ? [words.archiveStuck(length, theme.zone.clock(checkpoint))] : [];
  const [first = inPhase, ...rest] = [...ofArchive, inPhase, words.stuckShort(length)];
  return { what: [first, ...rest], next: isArchive ? words.lookAtArchive : words.lookAtLogStreams };
}

/** How many tenants need someone, by the worst of each: for the line above the block. */
export function needCounts(verdicts: readonly TenantVerdict[]): ReadonlyMap<Need['kind'], number> {
  const counts = new Map<Need['kind'], number>();
  for (const { needs } of inNeed(verdicts)) {
    const worst = needs.find(needsSomeone);
    if (worst !== undefined) counts.set(worst.kind, (counts.get(worst.kind) ?? 0) + 1);
  }
  return counts;
}
