import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import type { ProgramEnding } from './exit-status.ts';
import { openFollowing } from './following.ts';
import { presentState } from './once.ts';
import { printChangesOf } from './watch.ts';

/** Mode plain: prints the present state in sentences, then a line for each change, until interrupted. */
export async function printPlainly(settings: Settings, words: Words): Promise<ProgramEnding> {
  const following = await openFollowing(settings, words);
  process.stdout.write(await presentState(following.source, settings, words));
  return printChangesOf(following, settings, words);
}
