import type { GoodAround, GoodBackup } from '../../backup/backup-record.ts';
import type { Instant } from '../../backup/row.ts';
import { ago } from '../../text/duration.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** The good backups before and after one that failed. A later one than was read may have come since: nothing denies it. */
export function goodLines(
  { before, after }: GoodAround,
  now: Instant | null,
  columns: number,
  theme: Theme,
): string[] {
  const { story: words } = theme.words.screens;
  const text = (good: GoodBackup) => {
    const age = now === null ? '' : ago(Number(now - good.endedAt) / 1e6, theme.words.time);
    return words.goodJob(good.jobId?.toString() ?? theme.words.time.none, good.type.text, age);
  };
  const said =
    before === null
      ? after === null
        ? words.noneBefore
        : words.onlyAfter(text(after))
      : after === null
        ? words.onlyBefore(text(before))
        : words.around(text(before), text(after));
  return labelledLines(words.goodLabel, said, columns, theme);
}
