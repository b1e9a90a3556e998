// What is measured: the built program, its executable, and where a run keeps compiled code.
import { existsSync } from 'node:fs';
import { arch } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Command, oneShot } from './measure.ts';

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

export const program: Command = [process.execPath, `${checkout}dist/cli.js`];

const executablePath = `${checkout}dist/release/linux-${arch()}/ob-backup-top`;

/** What `npm run package` has made; null without it. */
export const executable: Command | null = existsSync(executablePath) ? [executablePath] : null;

/** Compiled code of the runs before. */
export const cache = `${checkout}.cache/bench`;
export const warm = { XDG_CACHE_HOME: cache };
/** Without a folder for compiled code every start is a first one. */
export const cold = { XDG_CACHE_HOME: '/nonexistent' };

/** The options that lead to a port of this machine. */
export const to = (port: number) => ['-h', '127.0.0.1', '-P', String(port)];

/** What takes its turn in each round. */
export interface Variant {
  readonly name: string;
  readonly measure: () => Promise<Record<string, number>>;
}

/** A row of the table: what was measured, on Node, as the executable, and the aim. */
export type TableRow = readonly [what: string, node: string, executable: string, aim: string];

/** A command that ends by itself. */
export function shot(command: Command, env: Record<string, string> = {}): Variant['measure'] {
  return async () => ({ ...(await oneShot(command, env)) });
}

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
