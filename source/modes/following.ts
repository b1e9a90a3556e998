import type { Job } from '../backup/job.ts';
import type { Server } from '../backup/server.ts';
import type { BackupSource } from '../backup/source.ts';
import type { Tenant } from '../backup/tenant.ts';
import type { Scope } from '../backup/view.ts';
import { onEnd } from '../lifecycle/cleanups.ts';
import { boundYoungGeneration } from '../lifecycle/young-generation.ts';
import { changeRoles, changeText } from '../presentation/change-text.ts';
import { errorText } from '../presentation/error-text.ts';
import { jobProgressText } from '../presentation/job-progress-text.ts';
import { makeTheme, type Theme } from '../presentation/theme.ts';
import { changeJson } from '../report/change-json.ts';
import { progressJson } from '../report/progress-json.ts';
import { readOverview, scopeIn } from '../report/scope.ts';
import type { Settings } from '../settings/settings.ts';
import { createProgressLine, noProgressLine, type ProgressLine } from '../terminal/progress-line.ts';
import { spoken } from '../text/duration.ts';
import { inZone } from '../text/time.ts';
import { sentence, type Words } from '../text/words.ts';
import type { SeenChange } from '../watch/change-log.ts';
import type { Clock } from '../watch/clock.ts';
import type { FollowedPicture, FollowOptions } from '../watch/follow.ts';
import { steadyClock } from '../watch/steady-clock.ts';
import { changeCommands } from './change-commands.ts';
import { connectSettings, openSource } from './connect.ts';
import { logOf } from './log-of.ts';

/** What is printed on standard error, other than changes; text/en/following.ts words it. */
export type FollowingRemark =
  | { readonly id: 'nothing_to_wait_for' }
  | { readonly id: 'failing'; readonly error: string }
  | { readonly id: 'recovered'; readonly length: string }
  | { readonly id: 'timed_out'; readonly length: string; readonly jobs: string }
  | { readonly id: 'timed_out_before'; readonly length: string }
  | { readonly id: 'lost'; readonly job: string };

/** The sentence for a remark. */
export function remarkSentence(remark: FollowingRemark, words: Words): string {
  return sentence<FollowingRemark>(words.following, remark);
}

/** What modes have in common that follow a cluster and print lines. */
export interface Following {
  readonly source: BackupSource;
  readonly server: Server;
  readonly scope: Scope;
  readonly tenants: readonly Tenant[];
  readonly clock: Clock;
  readonly theme: Theme;
  /** Written over again and again on standard error, where that is a terminal. */
  readonly progress: ProgressLine;
  /** Prints a change, and runs the command of --on-change with it. */
  readonly report: (change: SeenChange) => void;
  /** Resolves when the commands of --on-change have done their work, as far as they may take. */
  readonly commandsDone: () => Promise<void>;
  /** Prints how far these jobs are. */
  readonly printProgress: (running: readonly Job[], seen: FollowedPicture) => void;
  /** Says a sentence on standard error. */
  readonly say: (text: string) => void;
  /** What `follow` is given in any case: where to read, and how to say that reading fails. */
  readonly options: Pick<
    FollowOptions,
    'source' | 'clock' | 'random' | 'intervalSeconds' | 'lateLimits' | 'tenants' | 'onFailure' | 'onRecovery'
  >;
}

function progressLineOf(settings: Settings): ProgressLine {
  const { stderr, env } = process;
  if (!stderr.isTTY || settings.plain || env.TERM === 'dumb') return noProgressLine;
  return createProgressLine(
    text => void stderr.write(text),
    () => stderr.columns ?? 80,
  );
}

/** Connects, and finds whose jobs are to be followed. */
export async function openFollowing(settings: Settings, words: Words): Promise<Following> {
  const now = steadyClock({ wall: Date.now, monotonic: () => performance.now() });
  const clock: Clock = { now, setTimeout, clearTimeout };
  const source = await openSource(await connectSettings(settings, words), settings.timeZone);
  const log = await logOf(settings, words);
  const { tenants } = await readOverview(source, settings.tenant);
  const server = await source.identify();
  const scope = scopeIn(tenants, settings.tenant, server);
  boundYoungGeneration();
  const theme = makeTheme({
    ascii: settings.ascii,
    colour: settings.colour,
    background: settings.theme ?? 'dark',
    words,
    zone: inZone(settings.timeZone),
  });
  const progress = progressLineOf(settings);
  onEnd('progress line', () => progress.clear());
  const print = (text: string) => {
    progress.clear();
    process.stdout.write(text);
  };
  const say = (text: string) => {
    progress.clear();
    process.stderr.write(`${text}\n`);
  };
  const commands = changeCommands(settings, words, say);
  const progressLines = (
    running: readonly Job[],
    { picture, tenants: known, evidence, readAt }: FollowedPicture,
  ) =>
    running
      .map(job => jobProgressText(job, picture, known, { ...evidence, theme }))
      .map(text => `${theme.zone.full(readAt)}  ${text}\n`)
      .join('');
  const line = (change: SeenChange) => {
    const text = theme.style(changeRoles[change.kind], changeText(change, theme));
    return theme.toTerminal(`${theme.zone.full(change.at)}  ${text}\n`);
  };
  return {
    source,
    server,
    scope,
    tenants,
    clock,
    theme,
    progress,
    commandsDone: async () => commands?.idle(),
    printProgress: (running, seen) =>
      print(settings.json ? progressJson(running, seen) : theme.toTerminal(progressLines(running, seen))),
    say,
    report(change) {
      log?.change(change);
      print(settings.json ? changeJson(change, words) : line(change));
      commands?.run(changeJson(change, words));
    },
    options: {
      source,
      clock,
      random: Math.random,
      intervalSeconds: settings.intervalSeconds,
      lateLimits: { maxAge: settings.maxAgeSeconds, maxRun: settings.maxRunSeconds },
      tenants,
      onFailure: ({ error }) => say(remarkSentence({ id: 'failing', error: errorText(error, words) }, words)),
      onRecovery: milliseconds =>
        say(remarkSentence({ id: 'recovered', length: spoken(milliseconds / 1000, words.time) }, words)),
    },
  };
}
