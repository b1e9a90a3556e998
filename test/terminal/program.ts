// The program under test: dist/cli.js on this Node, or the single executable where OB_TEST_EXECUTABLE names one. All that
// tests have to know about the difference is here.
import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const executable = process.env.OB_TEST_EXECUTABLE || null;

/** The bundle as the build leaves it, for Node. */
export const bundle = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** The words that start the program, without any option; the first is the file to run. */
export const programWords: readonly [string, ...string[]] =
  executable === null ? [process.execPath, bundle] : [executable];

/** What is written in a shell to start the program with these options, none of which needs quotes. */
export function shellCommand(...words: readonly (string | number)[]): string {
  return [...programWords, ...words].join(' ');
}

/** Throws where the program has not been built. */
export function assertBuilt(): void {
  const file = executable ?? bundle;
  const how = executable === null ? 'build' : 'package';
  if (!existsSync(file)) throw new Error(`${file} is not there; run \`npm run ${how}\` first.`);
}

/** How to start the program with a script of CommonJS loaded into it before its own code. */
export function withPreloaded(script: string): {
  command: readonly [string, ...string[]];
  env: Record<string, string>;
} {
  if (executable !== null) return { command: programWords, env: { BUN_OPTIONS: `--preload ${script}` } };
  return { command: [process.execPath, '--require', script, bundle], env: {} };
}

/** A way to die that comes from within the program. */
export interface Death {
  readonly title: string;
  /** What starts a program that dies of the signal. */
  readonly command: (...words: readonly (string | number)[]) => string;
  readonly signal: NodeJS.Signals;
  /** The exit code that a shell sees. */
  readonly code: number;
}

const filling = fileURLToPath(new URL('faults/die-on-signal.cjs', import.meta.url));

/** V8 has a limit for its heap that can be set; Bun's engine has none, so there it is made to crash. */
export const deathFromWithin: Death =
  executable === null
    ? {
        title: 'because its heap is full',
        command: (...words) =>
          [process.execPath, '--max-old-space-size=60', '--require', filling, bundle, ...words].join(' '),
        signal: 'SIGUSR2',
        code: 134,
      }
    : { title: 'because it crashes', command: shellCommand, signal: 'SIGSEGV', code: 139 };

const runtimes = /^(node|nodejs|npm|npx|corepack|bun|bunx|deno)$/;

/** A PATH with the same commands but without a JavaScript runtime, which hosts of the executable do not have. */
function pathWithoutRuntimes(path: string): string {
  return path
    .split(':')
    .filter(folder => folder !== '' && existsSync(folder))
    .map(folder => {
      const names = readdirSync(folder);
      if (!names.some(name => runtimes.test(name))) return folder;
      const copy = mkdtempSync(join(tmpdir(), 'without-node-'));
      process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
      for (const name of names.filter(other => !runtimes.test(other))) {
        symlinkSync(join(folder, name), join(copy, name));
      }
      return copy;
    })
    .join(':');
}

/** What the environment of the program under test has otherwise than this process. */
export const programEnvironment: Readonly<Record<string, string>> = {
  // Compiled code of the program under test is no matter of who runs the tests.
  XDG_CACHE_HOME: fileURLToPath(new URL('../../.cache/tests', import.meta.url)),
  ...(executable === null ? {} : { PATH: pathWithoutRuntimes(process.env.PATH ?? '') }),
};
