import { exitCodes } from '../lifecycle/exit-codes.ts';
import { metricsText } from '../report/metrics.ts';
import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import { lookCloser } from './closer-look.ts';
import { connectSettings, openSource } from './connect.ts';
import type { ProgramEnding } from './exit-status.ts';
import { judgeTenants } from './judged.ts';

/** Mode metrics: prints the present state for a textfile collector. */
export async function printMetrics(settings: Settings, words: Words): Promise<ProgramEnding> {
  const source = await openSource(await connectSettings(settings, words), settings.timeZone);
  const judged = await judgeTenants(
    source,
    settings,
    async running => (await lookCloser(source, running)).seen,
  );
  process.stdout.write(metricsText(judged));
  return { code: exitCodes.fine, message: null };
}
