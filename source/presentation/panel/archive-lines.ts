import { type Archive, coarseLag, isDoing, normalLag } from '../../backup/archive.ts';
import { type ArchiveOfTask, archiveFailure, archiveNotDoing } from '../../backup/archive-wait.ts';
import type { Job } from '../../backup/job.ts';
import { compareVersions, type KernelVersion } from '../../backup/phase.ts';
import type { Picture } from '../../backup/picture.ts';
import type { Instant } from '../../backup/row.ts';
import type { TaskProgress } from '../../backup/task-progress.ts';
import { spoken } from '../../text/duration.ts';
import { resultText } from '../result-text.ts';
import type { Theme } from '../theme.ts';
import { labelledLines } from './labelled-line.ts';

/** "DOING · lag <10s" of an archive that does what it should, and nobody waits for. */
function quietText(archive: Archive, readAt: Instant, theme: Theme): string {
  const { archive: words } = theme.words.screens;
  const { time } = theme.words;
  const lag = coarseLag(archive, readAt);
  if (lag === null) return `${archive.status} · ${words.noCheckpoint}`;
  const length = spoken(lag.seconds, time);
  return `${archive.status} · ${words.lag(lag.isBelow ? time.below(length) : length)}`;
}

/** "42s short of END_SCN", "has reached END_SCN"; '' where that is not known. */
function toGoText(seconds: number | null, theme: Theme): string {
  const { archive: words } = theme.words.screens;
  const { time } = theme.words;
  if (seconds === null) return '';
  if (seconds === 0) return words.passed;
  return words.stillToGo(seconds < 1 ? time.below(spoken(1, time)) : spoken(seconds, time));
}

function archiveText(of: ArchiveOfTask, now: Instant, readAt: Instant, theme: Theme): string {
  const words = theme.words.screens.archive;
  const { archive, lag, stillToGo, waits, hasPassed } = of;
  if (!waits && !hasPassed && isDoing(archive)) return quietText(archive, readAt, theme);
  const length = (seconds: number) => spoken(seconds, theme.words.time);
  const moment = theme.zone.date(archive.checkpointScn / 1000n, now);
  // What is left reads as nearly done: where archiving is behind, that must be seen first.
  const normal = normalLag(archive);
  if (lag !== null && normal !== null && of.holdsUp) {
    const behind = words.behind(length(lag), length(normal), moment);
    return [archive.status, behind, toGoText(stillToGo, theme)].filter(part => part !== '').join(' · ');
  }
  const parts = [
    archive.status,
    lag === null ? words.noCheckpoint : words.upTo(moment, length(lag)),
    waits || hasPassed ? toGoText(stillToGo, theme) : '',
  ];
  return parts.filter(part => part !== '').join(' · ');
}

/** Seconds within which the root service looks at the archive; the first version is that of the shorter time. */
const [lookEvery, lookEveryBefore] = [30, 300];
const looksMoreOftenSince: KernelVersion = [4, 2, 0, 0];

/** What will become of a backup whose archive is not DOING, and what to do. */
function failureLines(code: bigint, version: KernelVersion | null, columns: number, theme: Theme): string[] {
  const words = theme.words.screens.archive;
  const isOld = version !== null && compareVersions(version, looksMoreOftenSince) < 0;
  const within = spoken(isOld ? lookEveryBefore : lookEvery, theme.words.time);
  const sentences = [words.fails(resultText(code, '', theme), within), words.failsNext];
  return sentences.flatMap(text => labelledLines('', text, columns, theme, 'warning'));
}

/**
 * How far the log of a task's tenant is archived (…_OB_ARCHIVELOG): exactly while the task waits for it, and what to do
 * where it is not DOING, for then the backup fails.
 * @param readAt the server's clock when it was read
 */
export function archiveLines(
  { archive, stuck }: TaskProgress,
  version: KernelVersion | null,
  now: Instant | null,
  readAt: Instant,
  columns: number,
  theme: Theme,
): string[] {
  const { archives, failsWith } = archive;
  if (archives === null || now === null) return [];
  const { archive: words, panel } = theme.words.screens;
  const label = panel.labels.archive;
  const shown = archives.flatMap(of => {
    const isBad = failsWith !== null && !isDoing(of.archive);
    const role = isBad || of.isBehind === true || stuck !== null ? 'warning' : null;
    const { comment } = of.archive;
    return [
      ...labelledLines(label, archiveText(of, now, readAt, theme), columns, theme, role),
      ...(comment === '' || !(of.waits || isBad) ? [] : labelledLines('', comment, columns, theme, role)),
    ];
  });
  if (failsWith === null) return shown;
  const none = archives.length === 0 ? labelledLines(label, words.none, columns, theme, 'warning') : [];
  return [...none, ...shown, ...failureLines(failsWith, version, columns, theme)];
}

/** The same of a job that has no task yet. */
export function archiveLinesOfJob(
  job: Job,
  { archives = [] }: Picture,
  version: KernelVersion | null,
  columns: number,
  theme: Theme,
): string[] {
  const failsWith = archiveFailure(job, archives);
  if (failsWith === null) return [];
  const { archive: words, panel } = theme.words.screens;
  const text = archiveNotDoing(job.key.tenantId, archives)?.status ?? words.none;
  return [
    ...labelledLines(panel.labels.archive, text, columns, theme, 'warning'),
    ...failureLines(failsWith, version, columns, theme),
  ];
}
