// The front door: command line -> settings -> one mode. The only place that ends the process.
// Only this module may be loaded by a Node that is too old; everything else waits for the check.
import { nodeTooOld } from './source/settings/node-version.ts';
import type { Language, Words } from './source/text/words.ts';

/** Whether this is the file for what only says something about the program: all else is left out of it (build.js). */
declare const __ABOUT__: boolean;

/**
 * A terminal that takes nothing, and a reader of a pipe that has stopped reading, must not keep a signal from ending the
 * program. Without one a reader has all the time it wants, as `less` takes.
 */
const longestDrainMillis = 1000;

/** How the program is to end: set by the first that knows, and by a failed output even after that. */
let outcome: { readonly code: number; readonly message: string | null } | null = null;
let ending: Promise<never> | null = null;

/** Resolves when what has been written is to be waited for no longer. */
const { promise: drainIsOver, resolve: endDrain } = Promise.withResolvers<void>();

/** Where the address to connect to came from, if not from the command line alone. */
let whence: string | null = null;

/** Gives the terminal back, writes the message, and exits. A second call can only turn a 0 into a failure. */
function end(code: number, message: string | null = null): Promise<never> {
  if (outcome === null || (outcome.code === 0 && code !== 0)) outcome = { code, message };
  // Codes above 128 are those of signals.
  if (code > 128 && ending !== null) endDrain();
  ending ??= (async () => {
    const { runCleanups } = await import('./source/lifecycle/cleanups.ts');
    const { exitCodes } = await import('./source/lifecycle/exit-codes.ts');
    await runCleanups();
    // Standard output may be a pipe, which is written in the background, and perhaps never read. A full
    // disk shows only now, by its `error` event.
    if (code > 128 || process.stdout.isTTY) setTimeout(endDrain, longestDrainMillis).unref();
    // Bun says of a write of nothing that it is done while a pipe is still full.
    const isBunsPipe = 'bun' in process.versions && !process.stdout.isTTY;
    const written = new Promise<void>(resolve =>
      process.stdout.write('', () =>
        setImmediate(isBunsPipe ? () => process.stdout.end(() => resolve()) : resolve),
      ),
    );
    await Promise.race([written, drainIsOver]);
    if (outcome.message !== null) process.stderr.write(`${outcome.message}\n`);
    const isElsewhere = outcome.code === exitCodes.connection || outcome.code === exitCodes.views;
    if (isElsewhere && whence !== null) process.stderr.write(`${whence}\n`);
    const { keepCompiled } = await import('./source/lifecycle/keep-compiled.ts');
    const { underUsualFlags } = await import('./source/lifecycle/young-generation.ts');
    await underUsualFlags(keepCompiled);
    process.exit(outcome.code);
  })();
  return ending;
}

/** The language of the settings, once they are read. */
let chosenLanguage: Language | null = null;

/** The words of the language that the settings, or before these the command line or the locale, ask for. */
async function wordsOfThisRun(): Promise<Words> {
  const { languageOf } = await import('./source/settings/language.ts');
  const { loadWords } = await import('./source/text/words.ts');
  return loadWords(chosenLanguage ?? languageOf(process.argv.slice(2), process.env));
}

/** Has output written in the charset of the locale; returns what ends that for standard output. */
async function encodeForTerminal(): Promise<() => void> {
  const { charsetOf } = await import('./source/settings/charset.ts');
  if (charsetOf(process.env) === 'utf-8') return () => undefined;
  const { encodeOutput } = await import('./source/terminal/charset-output.ts');
  const { toGbk } = await import('./source/text/gbk.ts');
  encodeOutput(process.stderr, toGbk);
  return encodeOutput(process.stdout, toGbk);
}

async function main(): Promise<void> {
  const { exitCodes } = await import('./source/lifecycle/exit-codes.ts');
  const { watchSignals } = await import('./source/lifecycle/signals.ts');
  const { faultText } = await import('./source/modes/exit-text.ts');
  const atStart = await wordsOfThisRun();
  const endEncoding = await encodeForTerminal();
  const { assumeUsualSize } = await import('./source/lifecycle/unknown-size.ts');
  for (const stream of [process.stdout, process.stderr]) if (stream.isTTY) assumeUsualSize(stream);
  // What cannot be written is not waited for.
  process.stdout.once('error', () => endDrain());
  watchSignals(process, (code, reason) => void end(code, faultText(reason, atStart)));

  const about = (words: Words) => ({
    help: async () => {
      const { helpText } = await import('./source/settings/help.ts');
      const { exitCodeRows } = await import('./source/modes/exit-text.ts');
      process.stdout.write(helpText(process.stdout.columns ?? 80, words.options, exitCodeRows(words)));
      return end(exitCodes.fine);
    },
    version: async () => {
      const { build, platformText, runtimeText } = await import('./source/modes/build.ts');
      const line = words.versionLine({ ...build, runtime: runtimeText(), platform: platformText() });
      process.stdout.write(`${line}\n`);
      return end(exitCodes.fine);
    },
  });
  const { plainQuestion } = await import('./source/settings/about.ts');
  const question = plainQuestion(process.argv.slice(2));
  if (question !== null) return about(atStart)[question]();
  // The file of that has no more.
  if (!__ABOUT__) return runMode(atStart, about, endEncoding);
}

/** Reads what the user asked for, and does it. */
async function runMode(
  atStart: Words,
  about: (words: Words) => Record<'help' | 'version', () => Promise<never>>,
  endEncoding: () => void,
): Promise<void> {
  const { exitCodes } = await import('./source/lifecycle/exit-codes.ts');
  const { countAmbiguousAs } = await import('./source/text/code-point-width.ts');
  const { loadWords, sentence } = await import('./source/text/words.ts');
  const { hasKeySource } = await import('./source/terminal/keyboard.ts');
  const { readSettings } = await import('./source/settings/read-settings.ts');
  const { filesOnDisk } = await import('./source/settings/files/small-file.ts');
  const isTerminal = process.stdout.isTTY === true && hasKeySource();
  const read = await readSettings({
    argv: process.argv.slice(2),
    env: process.env,
    isTerminal,
    files: filesOnDisk,
    chooseProfile: isTerminal
      ? async profiles => (await import('./source/modes/profile.ts')).askProfile(profiles, atStart)
      : null,
  });
  const { settings, notices } = read;
  chosenLanguage = settings.language;
  if (settings.ambiguousWidth !== null) countAmbiguousAs(settings.ambiguousWidth);
  if (settings.json || settings.mode === 'metrics' || settings.table !== null) endEncoding();
  const words = await loadWords(settings.language);
  const { addressOrigin } = await import('./source/settings/address-origin.ts');
  whence = addressOrigin(read.chosen, words.config);
  for (const notice of notices) process.stderr.write(`${sentence(words.settingsNotices, notice)}\n`);
  const modes = {
    ...about(words),
    'print-config': async () => {
      const { configText } = await import('./source/settings/print-config.ts');
      process.stdout.write(configText(read, process.env, words.config));
      return end(exitCodes.fine);
    },
    'debug-info': async () => {
      const { debugInfo } = await import('./source/modes/debug-info.ts');
      process.stdout.write(await debugInfo(read, words));
      return end(exitCodes.fine);
    },
    licenses: async () => {
      const { licenceTexts } = await import('./source/modes/licenses.ts');
      process.stdout.write(await licenceTexts());
      return end(exitCodes.fine);
    },
    'demo-serve': async () => {
      const { serveDemo } = await import('./source/modes/demo.ts');
      process.stdout.write(await serveDemo(settings, words.demo));
    },
    once: async () => {
      const { printOnce } = await import('./source/modes/once.ts');
      const { code, message } = await printOnce(settings, words);
      return end(code, message);
    },
    check: async () => {
      const { printCheck } = await import('./source/modes/check.ts');
      const { code, message } = await printCheck(settings, words);
      return end(code, message);
    },
    metrics: async () => {
      const { printMetrics } = await import('./source/modes/metrics.ts');
      const { code, message } = await printMetrics(settings, words);
      return end(code, message);
    },
    table: async () => {
      const { printTable } = await import('./source/modes/table.ts');
      const { code, message } = await printTable(settings, words);
      return end(code, message);
    },
    watch: async () => {
      const { printChanges } = await import('./source/modes/watch.ts');
      const { code, message } = await printChanges(settings, words);
      return end(code, message);
    },
    wait: async () => {
      const { waitForJobs } = await import('./source/modes/wait.ts');
      const { code, message } = await waitForJobs(settings, words);
      return end(code, message);
    },
    plain: async () => {
      const { printPlainly } = await import('./source/modes/plain.ts');
      const { code, message } = await printPlainly(settings, words);
      return end(code, message);
    },
    screens: async () => {
      const { openScreen } = await import('./source/modes/first-frame.ts');
      const opened = openScreen(settings, words);
      const { showScreens } = await import('./source/modes/screens.ts');
      const { build } = await import('./source/modes/build.ts');
      const { code, message } = await showScreens(settings, build.version, words, opened);
      return end(code, message);
    },
  } as const;
  return modes[settings.mode]();
}

const tooOld = nodeTooOld(process.versions, process.env);
if (tooOld === null) {
  void main().catch(async (fault: unknown) => {
    // Monitoring takes the codes of --check for states of backups, whatever went wrong.
    if (!__ABOUT__ && process.argv.includes('--check')) {
      const { failedCheck } = await import('./source/modes/check.ts');
      const { code } = failedCheck(fault, await wordsOfThisRun());
      return end(code);
    }
    const { endingOf } = await import('./source/modes/exit-status.ts');
    const { code, message } = endingOf(fault, await wordsOfThisRun());
    return end(code, message);
  });
} else {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 2;
}
