import { exitCodes } from '../lifecycle/exit-codes.ts';
import { onceJson } from '../report/once-json.ts';
import { onceText } from '../report/once-text.ts';
import { readSnapshot, snapshotExtrasOf } from '../report/snapshot.ts';
import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import { connectSettings, openSource } from './connect.ts';
import type { ProgramEnding } from './exit-status.ts';

/** Mode once: prints the present state to standard output. */
export async function printOnce(settings: Settings, words: Words): Promise<ProgramEnding> {
  const source = await openSource(await connectSettings(settings, words), settings.timeZone);
  const server = await source.identify();
  const read = await readSnapshot(source, settings);
  const text = settings.json
    ? onceJson(server, read.picture, snapshotExtrasOf(read, settings.maxAgeSeconds))
    : onceText(server, read, {
        timeZone: settings.timeZone,
        ascii: settings.ascii,
        words,
        columns: process.stdout.columns ?? 160,
      });
  process.stdout.write(text);
  return { code: exitCodes.fine, message: null };
}
