import { isDoing } from '../../backup/archive.ts';
import { lagWhenRead, wasBehind } from '../../backup/tenant-archive.ts';
import { oldestGood, type TenantVerdict } from '../../backup/tenant-verdict.ts';
import { spoken } from '../../text/duration.ts';
import type { Theme } from '../theme.ts';
import type { Cell } from './columns.ts';
import { dayPieces } from './day-marks.ts';
import type { TenantColumnsContext, TenantRow } from './tenant-rows.ts';

const nothing: Cell = { text: '' };

/** Type and age of the last COMPLETED backup. */
export function goodCell(row: TenantRow, context: TenantColumnsContext): Cell {
  const { theme } = context;
  const { tenantList: words, none } = theme.words.screens;
  const verdict = row.kind === 'all' ? oldestGood(row.of) : row.verdict;
  if (verdict === null) return { text: none, role: 'faint' };
  const { lastGood, goodAge, isOverdue } = verdict;
  if (lastGood === 'never') return { text: words.never, role: 'warning' };
  if (lastGood === 'unknown' || goodAge === null) return { text: none, role: 'faint' };
  const age = ageOf(verdict, theme);
  return {
    text: words.good(lastGood.type.text, age),
    shorter: [age],
    role: isOverdue === true ? 'bad' : null,
  };
}

/** How far the log is archived, as it was last read. */
export function archiveCell({ verdict, kind }: TenantRow, { theme }: TenantColumnsContext): Cell {
  const { tenantList: words, none } = theme.words.screens;
  if (verdict === null) return kind === 'tenant' ? { text: none, role: 'faint' } : nothing;
  const { archive, tenant } = verdict;
  if (tenant.archivesLog === false) return { text: words.archiveOff, role: 'warning' };
  if (archive === null) return { text: none, role: 'faint' };
  if (!isDoing(archive)) return { text: archive.status, role: 'bad' };
  const lag = lagWhenRead(archive);
  if (lag === null) return { text: none, role: 'faint' };
  const text = spoken(lag, theme.words.time);
  return wasBehind(archive) === true ? { text: words.behind(text), role: 'warning' } : { text };
}

/** How the newest backup of each of the last days ended. */
export function nightsCell(
  { verdict, kind }: TenantRow,
  nights: number,
  { theme }: TenantColumnsContext,
): Cell {
  const days = verdict?.days ?? null;
  if (days === null) return kind === 'tenant' ? { text: theme.words.screens.none, role: 'faint' } : nothing;
  const pieces = dayPieces(days, nights, theme.ascii);
  return { text: pieces.map(({ text }) => text).join(''), pieces: () => pieces };
}

const hour = 3600;
/** From this age on, in seconds, minutes are left out: they change somewhere in a long list with nearly each refresh. */
const inHours = 3 * hour;

/** How old a tenant's last COMPLETED backup is: `20h`. */
export function ageOf({ goodAge }: TenantVerdict, theme: Theme): string {
  if (goodAge === null) return theme.words.screens.none;
  const age = goodAge < inHours ? goodAge : Math.floor(goodAge / hour) * hour;
  return spoken(age, theme.words.time);
}

/** Type and age of a tenant's last COMPLETED backup: `INC 20h`. */
export function goodText(verdict: TenantVerdict, theme: Theme): string {
  const { lastGood } = verdict;
  const { tenantList: words, none } = theme.words.screens;
  if (typeof lastGood === 'string') return lastGood === 'never' ? words.never : none;
  return words.good(lastGood.type.text, ageOf(verdict, theme));
}
