import type { BackupSource } from '../backup/source.ts';
import { exitCodes } from '../lifecycle/exit-codes.ts';
import { makeTheme } from '../presentation/theme.ts';
import { onceJson } from '../report/once-json.ts';
import { onceText } from '../report/once-text.ts';
import { plainText } from '../report/plain-text.ts';
import { readSnapshot, snapshotExtrasOf } from '../report/snapshot.ts';
import type { Settings } from '../settings/settings.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { connectSettings, openSource } from './connect.ts';
import type { ProgramEnding } from './exit-status.ts';

/** The present state as the settings want it: JSON, sentences, or tables and panels. */
export async function presentState(source: BackupSource, settings: Settings, words: Words): Promise<string> {
  const server = await source.identify();
  const read = await readSnapshot(source, settings);
  const { timeZone, ascii, colour } = settings;
  const background = settings.theme ?? 'dark';
  if (settings.json) return onceJson(server, read.picture, snapshotExtrasOf(read, settings.maxAgeSeconds));
  if (settings.plain)
    return plainText(server, read, makeTheme({ ascii, colour, background, words, zone: inZone(timeZone) }));
  return onceText(server, read, {
    timeZone,
    ascii,
    colour,
    background,
    words,
    columns: process.stdout.columns ?? 160,
    maxAge: settings.maxAgeSeconds,
  });
}

/** Mode once: prints the present state to standard output. */
export async function printOnce(settings: Settings, words: Words): Promise<ProgramEnding> {
  const source = await openSource(await connectSettings(settings, words), settings.timeZone);
  process.stdout.write(await presentState(source, settings, words));
  return { code: exitCodes.fine, message: null };
}
