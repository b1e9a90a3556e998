import { onEnd } from '../lifecycle/cleanups.ts';
import { exitCodes } from '../lifecycle/exit-codes.ts';
import { whenIdle } from '../lifecycle/idle.ts';
import { watchJobControl } from '../lifecycle/job-control.ts';
import { keepCompiled } from '../lifecycle/keep-compiled.ts';
import { boundYoungGeneration, underUsualFlags } from '../lifecycle/young-generation.ts';
import { changeJson } from '../report/change-json.ts';
import type { Settings } from '../settings/settings.ts';
import { mayAnswer } from '../terminal/background.ts';
import { loadWords, type Words } from '../text/words.ts';
import { steadyClock } from '../watch/steady-clock.ts';
import { changeCommands } from './change-commands.ts';
import { connectSettings, sourceWhenAsked } from './connect.ts';
import { endingOf, type ProgramEnding } from './exit-status.ts';
import type { OpenScreen } from './first-frame.ts';
import { logOf } from './log-of.ts';
import { captureForeignOutput, openKeys } from './screen-terminal.ts';

/** After the first answer: by then the first frames are drawn, and what draws them is compiled. */
const keepMillis = 1000;

/** Mode screens: shows the cluster until the user has seen enough, on a screen that shows the first frame where it can. */
export async function showScreens(
  settings: Settings,
  version: string,
  words: Words,
  opened: OpenScreen,
): Promise<ProgramEnding> {
  const { screen } = opened;
  const asksWidth = settings.ambiguousWidth === null && !settings.ascii && mayAnswer(process.env.TERM);
  const { stdin, ready } = openKeys(words, { charset: settings.charset, mouse: settings.mouse }, opened);
  // What the screens are made of is loaded while the guard gets ready, before a password prompt changes the modes.
  const { startScreens } = await import('../screens/start.tsx');
  await ready;
  const connect = await connectSettings(settings, words);
  const log = await logOf(settings, words);
  const { host, port, user } = connect;
  const now = steadyClock({ wall: Date.now, monotonic: () => performance.now() });
  const clock = { now, setTimeout, clearTimeout };
  captureForeignOutput(words);
  const commands = changeCommands(settings, words, text => screens.showNotice(text));
  const screens = startScreens({
    ink: {
      load: () => underUsualFlags(async () => (await import('../screens/mount.tsx')).mountScreens),
      whenIdle,
    },
    onConnected: boundYoungGeneration,
    onFirstAnswer: () => setTimeout(() => void underUsualFlags(keepCompiled), keepMillis).unref(),
    source: sourceWhenAsked(connect, settings.timeZone),
    stdin,
    stdout: process.stdout,
    screen,
    clock,
    random: Math.random,
    intervalSeconds: settings.intervalSeconds,
    maxAgeSeconds: settings.maxAgeSeconds,
    timeZone: settings.timeZone,
    words,
    loadWords,
    asksWidth,
    ascii: settings.ascii,
    colour: settings.colour,
    background: settings.theme ?? (settings.colour && mayAnswer(process.env.TERM) ? null : 'dark'),
    tenant: settings.tenant,
    job: settings.job,
    where: { user, host: connect.socket ?? host, port, isDemo: settings.demo !== null },
    version,
    notify: settings.notify,
    lateLimits: { maxAge: settings.maxAgeSeconds, maxRun: settings.maxRunSeconds },
    onChange:
      commands === null && log === null
        ? null
        : change => {
            log?.change(change);
            commands?.run(changeJson(change, words));
          },
    suspend: () => jobControl.stop(),
  });
  onEnd('screens', () => {
    screens.stop();
    return screens.ended;
  });
  const jobControl = watchJobControl(process, { onStop: screens.suspend, onContinue: screens.goOn });
  const ended = await screens.ended;
  jobControl.close();
  if (ended.kind === 'quit') return { code: exitCodes.fine, message: null };
  if (ended.kind === 'interrupted') return { code: exitCodes.interrupted, message: null };
  return endingOf(ended.error, words);
}
