import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import type { ProgramLog } from './program-log.ts';

const logs = new WeakMap<Settings, Promise<ProgramLog>>();

/**
 * The log that the settings name, opened once; null where they name none. What writes it is loaded only then.
 * @throws UsageError where the file cannot be opened
 */
export async function logOf(settings: Settings, words: Words): Promise<ProgramLog | null> {
  const { logFile } = settings;
  if (logFile === null) return null;
  const open = async () => (await import('./program-log.ts')).openProgramLog(logFile, words);
  const log = logs.get(settings) ?? open();
  logs.set(settings, log);
  return log;
}
