import { isClusterJob, type Job, jobKeyText } from '../backup/job.ts';
import type { BackupSource } from '../backup/source.ts';
import { type ExitCode, pluginCodes } from '../lifecycle/exit-codes.ts';
import { makeTheme, type Theme } from '../presentation/theme.ts';
import { checkLine, checkText } from '../report/check-text.ts';
import type { Settings } from '../settings/settings.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { connectSettings, openSource } from './connect.ts';
import { endingOf, type ProgramEnding } from './exit-status.ts';
import { judgeTenants } from './judged.ts';

/** At most this many running jobs are read by themselves, for how long the last of their type took. */
const mostReadAlone = 20;

/** How long the last backup of each running job's type took, in seconds, by `jobKeyText`. */
async function lastLengths(
  source: BackupSource,
  running: readonly Job[],
): Promise<ReadonlyMap<string, number>> {
  const lengths = new Map<string, number>();
  for (const { key } of running.slice(0, mostReadAlone)) {
    const { previousRun } = await source.read({ kind: 'job', key });
    if (previousRun != null) lengths.set(jobKeyText(key), previousRun.seconds);
  }
  return lengths;
}

function themeOf(words: Words, timeZone: string): Theme {
  return makeTheme({ ascii: false, colour: false, words, zone: inZone(timeZone) });
}

/** What a check says and how it ends where it could not be made, for whatever reason. */
export function failedCheck(fault: unknown, words: Words): ProgramEnding {
  const { message } = endingOf(fault, words);
  process.stdout.write(`${checkLine('unknown', message ?? '', themeOf(words, 'UTC'))}\n`);
  return { code: pluginCodes.unknown, message: null };
}

/** Mode check: one line for monitoring, and the code that plugins end with. */
export async function printCheck(settings: Settings, words: Words): Promise<ProgramEnding> {
  try {
    const source = await openSource(await connectSettings(settings, words), settings.timeZone);
    const { picture, verdicts } = await judgeTenants(source, settings);
    const running = verdicts.flatMap(({ activity }) => activity.running).filter(job => !isClusterJob(job));
    // With a limit of its own nobody has to know how long the last ones took.
    const lengths = await lastLengths(source, settings.maxRunSeconds === null ? running : []);
    const limits = {
      maxAge: settings.maxAgeSeconds,
      maxLag: settings.maxLagSeconds,
      maxRun: settings.maxRunSeconds,
    };
    const theme = themeOf(words, settings.timeZone);
    const { level, line } = checkText(
      verdicts,
      picture,
      limits,
      theme,
      job => lengths.get(jobKeyText(job.key)) ?? null,
    );
    process.stdout.write(`${line}\n`);
    const code: ExitCode = pluginCodes[level];
    return { code, message: null };
  } catch (fault) {
    return failedCheck(fault, words);
  }
}
