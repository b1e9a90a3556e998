import type { JobKey } from '../backup/job.ts';
import { keysOfRows, type ListState, settle } from '../components/list-window.ts';
import { type StoryOf, storyLines } from '../presentation/story.ts';
import type { ListParts } from './list-frame.ts';
import type { ListRow, Size } from './screen.ts';

/** A terminal of less than thirty lines, header, keys and what is said above them taken off, has no room for a story. */
const leastHeight = 27;
/** Lines that are kept for it at most, and as a part of the screen. */
const mostLines = 13;
const shareOfScreen = 0.3;

/** Whether a list of this size has room for the story of its chosen row. */
export function hasStory({ height }: Size): boolean {
  return height >= leastHeight;
}

/**
 * The index of the row that is chosen, whether or not there are any.
 * @param pinned how many of the first rows stand above the list
 */
export function chosenIndex(list: ListState, rows: readonly ListRow[], pinned = 0): number {
  return settle(list, keysOfRows(rows), 1, pinned).index;
}

/** The row that is chosen; null where there are none. */
export function chosenRow<Row extends ListRow>(
  list: ListState,
  rows: readonly Row[],
  pinned = 0,
): Row | null {
  return rows[chosenIndex(list, rows, pinned)] ?? null;
}

/** The part of a list that shows the story of its chosen row. */
export function storyPart(
  of: StoryOf | null,
  size: Size,
): Pick<ListParts<never>, 'kept' | 'beneath'> & { readonly story: JobKey | null } {
  if (of === null || !hasStory(size)) return { story: null };
  const kept = Math.min(mostLines, Math.floor(size.height * shareOfScreen));
  return {
    // A row without a story leaves its lines to the list.
    kept: storyLines(of, size.columns, kept).length === 0 ? 0 : kept,
    beneath: lines => storyLines(of, size.columns, lines),
    story: of.job?.key ?? null,
  };
}
