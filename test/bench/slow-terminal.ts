// A terminal at the far end of a slow link: what the program writes is taken at once, as sshd does, and arrives bit by bit.
import { spawn } from '@lydell/node-pty';
import { terminalEnvironment } from '../terminal/driver/environment.ts';
import { newEmulator, rowsOf } from '../terminal/driver/screen.ts';
import type { Command } from './measure.ts';
import { warm } from './subject.ts';

export interface SlowTerminal {
  /** When the terminal shows the text: `performance.now()`; null where it does not within these milliseconds. */
  shows(text: string, millis: number): Promise<number | null>;
  /** Resolves when nothing is on the way. */
  idle(): Promise<void>;
  end(): Promise<void>;
}

export interface Link {
  readonly bytesPerSecond: number;
  /** Whether the terminal answers status requests. */
  readonly answers: boolean;
}

const tickMillis = 50;
const [columns, rows] = [120, 40];

export function openSlowTerminal(
  [command, ...words]: Command,
  { bytesPerSecond, answers }: Link,
): SlowTerminal {
  const emulator = newEmulator(columns, rows);
  const pty = spawn(command, words, { cols: columns, rows, env: terminalEnvironment(warm), encoding: null });
  let onTheWay = Buffer.alloc(0);
  pty.onData(piece => {
    onTheWay = Buffer.concat([onTheWay, Buffer.from(piece as string | Buffer)]);
  });
  emulator.onData(answer => {
    if (answers) pty.write(answer);
  });
  let left = 0;
  const ticks = setInterval(() => {
    left = Math.min(left + (bytesPerSecond * tickMillis) / 1000, bytesPerSecond);
    const count = Math.min(Math.floor(left), onTheWay.length);
    left -= count;
    emulator.write(onTheWay.subarray(0, count));
    onTheWay = onTheWay.subarray(count);
  }, tickMillis);
  const gone = new Promise<void>(resolve => pty.onExit(() => resolve()));
  return {
    shows: (text, millis) =>
      new Promise(resolve => {
        const until = performance.now() + millis;
        const look = setInterval(() => {
          const now = performance.now();
          const isShown = rowsOf(emulator).some(row => row.includes(text));
          if (!isShown && now < until) return;
          clearInterval(look);
          resolve(isShown ? now : null);
        }, tickMillis);
      }),
    idle: () =>
      new Promise(resolve => {
        const look = setInterval(() => {
          if (onTheWay.length > 0) return;
          clearInterval(look);
          resolve();
        }, tickMillis);
      }),
    async end() {
      pty.kill('SIGTERM');
      await gone;
      clearInterval(ticks);
      emulator.dispose();
    },
  };
}
