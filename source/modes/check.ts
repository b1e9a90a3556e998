import type { Job } from '../backup/job.ts';
import { type ExitCode, pluginCodes } from '../lifecycle/exit-codes.ts';
import { makeTheme, type Theme } from '../presentation/theme.ts';
import { checkLine, checkText } from '../report/check-text.ts';
import type { Settings } from '../settings/settings.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { type CloserLook, lookCloser } from './closer-look.ts';
import { connectSettings, openSource } from './connect.ts';
import { endingOf, type ProgramEnding } from './exit-status.ts';
import { judgeTenants } from './judged.ts';

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
    let look: CloserLook | null = null;
    const { picture, verdicts } = await judgeTenants(source, settings, async running => {
      look = await lookCloser(source, running);
      return look.seen;
    });
    const lastLength = (job: Job) => look?.lastLength(job) ?? null;
    const limits = {
      maxAge: settings.maxAgeSeconds,
      maxLag: settings.maxLagSeconds,
      maxRun: settings.maxRunSeconds,
    };
    const theme = themeOf(words, settings.timeZone);
    const { level, line } = checkText(verdicts, picture, limits, theme, lastLength);
    process.stdout.write(`${line}\n`);
    const code: ExitCode = pluginCodes[level];
    return { code, message: null };
  } catch (fault) {
    return failedCheck(fault, words);
  }
}
