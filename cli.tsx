// The front door: command line -> settings -> one mode. The only place that ends the process.
// Only this module may be loaded by a Node that is too old; everything else waits for the check.
import { nodeTooOld } from './source/settings/node-version.ts';

declare const __VERSION__: string | undefined;

const version = typeof __VERSION__ === 'string' ? __VERSION__ : 'development';

/** A reader that has stopped reading must not keep the program from ending. */
const longestDrainMillis = 1000;

/** Set by the first thing that ends the program; later ones change nothing. */
let ending: Promise<never> | null = null;

/** Gives the terminal back, says what there is to say, and ends. */
function end(code: number, message: string | null = null): Promise<never> {
  ending ??= (async () => {
    const { runCleanups } = await import('./source/lifecycle/cleanups.ts');
    await runCleanups();
    if (message !== null) process.stderr.write(`${message}\n`);
    // Standard output may be a pipe, which is written in the background, and perhaps read by nobody.
    await new Promise<void>(resolve => {
      process.stdout.write('', () => resolve());
      setTimeout(resolve, longestDrainMillis).unref();
    });
    process.exit(code);
  })();
  return ending;
}

async function main(): Promise<void> {
  const { parseArguments } = await import('./source/settings/parse.ts');
  const { exitCodes } = await import('./source/lifecycle/exit-codes.ts');
  const { watchSignals } = await import('./source/lifecycle/signals.ts');
  watchSignals(process, (code, message) => void end(code, message));

  const parsed = parseArguments(process.argv.slice(2), process.env, process.stdout);
  if ('usageError' in parsed) return end(exitCodes.usage.code, parsed.usageError);
  const { settings } = parsed;
  const modes = {
    help: async () => {
      const { helpText } = await import('./source/settings/help.ts');
      process.stdout.write(helpText(process.stdout.columns ?? 80, Object.values(exitCodes)));
      return end(exitCodes.fine.code);
    },
    version: async () => {
      process.stdout.write(`ob-backup-top ${version}\n`);
      return end(exitCodes.fine.code);
    },
    'demo-serve': async () => {
      const { serveDemo } = await import('./source/modes/demo.ts');
      process.stdout.write(await serveDemo(settings));
    },
    once: async () => {
      const { printOnce } = await import('./source/modes/once.ts');
      const { code, message } = await printOnce(settings);
      return end(code, message);
    },
    screens: async () => {
      const { showScreens } = await import('./source/modes/screens.ts');
      const { code, message } = await showScreens(settings, version);
      return end(code, message);
    },
  } as const;
  return modes[settings.mode]();
}

const tooOld = nodeTooOld(process.versions);
if (tooOld === null) {
  void main().catch(async (fault: unknown) => {
    const { endingOf } = await import('./source/modes/endings.ts');
    const { code, message } = endingOf(fault);
    return end(code, message);
  });
} else {
  process.stderr.write(`${tooOld}\n`);
  process.exitCode = 2;
}
