import type { Picture } from '../backup/picture.ts';
import type { TaskEvidence } from '../backup/task-progress.ts';
import { sysTenantId } from '../backup/tenant.ts';
import { remarkText } from '../presentation/error-text.ts';
import type { Lines } from '../presentation/lines.ts';
import type { ProgressContext } from '../presentation/progress-text.ts';
import type { Theme } from '../presentation/theme.ts';
import type { ScreenWords } from '../text/en/screens.ts';
import { count } from '../text/number.ts';
import { cellWidth, cut, fit } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { WatchState } from '../watch/state.ts';
import type { Frame, Model, Place, Size } from './screen.ts';

const contexts = new WeakMap<TaskEvidence, ProgressContext>();

/**
 * What progress is worded from, or null before there is a picture. The same for the same evidence, so that each verdict
 * is made once per picture, however often it is drawn.
 */
export function progressContext({ state: { evidence }, theme }: Model): ProgressContext | null {
  if (evidence === null) return null;
  const known = contexts.get(evidence) ?? { ...evidence, theme };
  contexts.set(evidence, known);
  return known;
}

/** The parts that fit next to each other, the first ones being the most important. */
function fitting(parts: readonly string[], cells: number): string {
  return parts.reduce((line, part) => {
    const longer = line === '' ? part : `${line} · ${part}`;
    return part !== '' && cellWidth(longer) <= cells ? longer : line;
  }, '');
}

/** Cells of a tenant's name that is cut. */
const leastOfOwner = 8;

/** The path within a number of cells: whose it is and where one is count more than what is between. */
function shownCrumbs(crumbs: readonly string[], cells: number): string {
  const pathOf = (parts: readonly string[]) => parts.join(' › ');
  const [owner, ...below] = crumbs.slice(1);
  const whole = pathOf(crumbs);
  if (owner === undefined) return cut(whole, cells);
  const place = below.at(-1);
  const end = place === undefined ? '' : ` › ${below.length > 1 ? '… › ' : ''}${place}`;
  const paths = [whole, pathOf(['…', owner, ...below]), pathOf([owner, ...below]), owner + end];
  const fitting = paths.find(path => cellWidth(path) <= cells);
  return fitting ?? cut(cut(owner, Math.max(leastOfOwner, cells - cellWidth(end))) + end, cells);
}

/** The breadcrumb: where one is on the left; on the right what there is to say of it, most important first. */
export function crumbLine(
  crumbs: readonly string[],
  right: readonly string[],
  columns: number,
  theme: Theme,
): string {
  const room = columns - 2;
  const whole = cellWidth(crumbs.join(' › '));
  const shownRight = fitting(right, Math.max(Math.floor(room / 2), room - whole - 2));
  const taken = shownRight === '' ? 0 : cellWidth(shownRight) + 2;
  const left = shownCrumbs(crumbs, Math.max(0, room - taken));
  const space = fit('', room - cellWidth(left) - cellWidth(shownRight), {});
  return ` ${theme.style('strong', left)}${space}${theme.style('faint', shownRight)}`;
}

/** What could not be read for this picture, a sentence a line, below the breadcrumb; the help has those that are cut in full. */
export function remarkLines(
  picture: Pick<Picture, 'remarks'> | null,
  columns: number,
  theme: Theme,
): string[] {
  const { remark: marked, remarkInHelp } = theme.words.screens;
  const room = columns - 3;
  return (picture?.remarks ?? []).map(remark => {
    const line = marked(remarkText(remark, theme.words, theme.zone.clock));
    const shown = cellWidth(line) <= room ? line : cut(line, room - cellWidth(remarkInHelp)) + remarkInHelp;
    return `  ${theme.style('warning', shown)}`;
  });
}

/** Which rows or lines are seen, where not all are. */
export function whereText(
  { top, shown }: { readonly top: number; readonly shown: number },
  all: number,
  theme: Theme,
): string {
  if (shown >= all) return '';
  return theme.words.screens.counts.rowsOf(String(top + 1), String(top + shown), count(BigInt(all)));
}

/** A screen that has nothing but a sentence yet. Its place stays as it is: what was chosen has not gone. */
export function sentenceFrame<P extends Place>(
  place: P,
  crumbs: readonly string[],
  sentence: string,
  { theme }: Model,
  { columns }: Size,
): Frame<P> {
  const lines = wrap(sentence, columns - 3).map(line => `  ${line}`);
  return { lines: [crumbLine(crumbs, [], columns, theme), ...lines], place, extent: { height: 1, count: 0 } };
}

/** That the first picture of a screen is being read, or that it cannot be at the moment: the line above the keys says why. */
export function readingText({ state, theme }: Pick<Model, 'state' | 'theme'>): string {
  const { reading, notReadYet } = theme.words.screens.lists;
  return state.failure === null ? reading : notReadYet;
}

/** A screen whose first picture is being read. */
export function readingFrame<P extends Place>(
  place: P,
  crumbs: readonly string[],
  model: Model,
  size: Size,
): Frame<P> {
  return sentenceFrame(place, crumbs, readingText(model), model, size);
}

/** A screen of text that is scrolled, below its breadcrumb. */
export function textFrame<P extends Place & { readonly scroll: number }>(
  place: P,
  crumb: (where: string) => string,
  lines: Lines,
  { theme }: Model,
  { height }: Size,
): Frame<P> {
  const room = Math.max(1, height - 1);
  const scroll = Math.min(place.scroll, Math.max(0, lines.length - room));
  const shown = lines.slice(scroll, scroll + room);
  const where = whereText({ top: scroll, shown: shown.length }, lines.length, theme);
  return {
    lines: [crumb(where), ...shown],
    place: scroll === place.scroll ? place : { ...place, scroll },
    extent: { height: room, count: lines.length },
  };
}

/** A tenant as a breadcrumb names it. */
export function tenantTitle(name: string, id: bigint | null): string {
  return id === null || name === id.toString() ? name : `${name} (${id})`;
}

/** Whose jobs a list or a panel shows, as its breadcrumb says it: those of sys are of all tenants. */
export function ownerTitle(
  tenantName: string,
  tenantId: bigint | null,
  { allTenants }: ScreenWords['crumbs'],
): string {
  return tenantId === sysTenantId ? allTenants : tenantTitle(tenantName, tenantId);
}

/** The same of a screen that is open, by the title it was opened with: all tenants are worded when drawn, as the language changes. */
export function shownOwner(
  title: string,
  tenantId: bigint | null,
  { allTenants }: ScreenWords['crumbs'],
): string {
  return tenantId === sysTenantId ? allTenants : title;
}

/** The picture of the job of a panel: the last one that had it. */
export function panelPicture({ location }: WatchState): Picture | null {
  return location?.picture ?? null;
}
