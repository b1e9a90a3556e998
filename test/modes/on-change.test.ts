import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type CommandFault,
  type CommandLimits,
  createCommandRunner,
  usualLimits,
} from '../../source/modes/on-change.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';
import { isAlive } from '../fixtures/processes.ts';

let folder = '';
const faults: CommandFault[] = [];
const closers: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'on-change-'));
  faults.length = 0;
});
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
  await rm(folder, { recursive: true, force: true });
});

function runner(words: readonly string[], limits: Partial<CommandLimits> = {}, env = process.env) {
  const made = createCommandRunner({
    words,
    env,
    limits: { ...usualLimits, ...limits },
    onFault: fault => faults.push(fault),
  });
  closers.push(() => made.close());
  return made;
}

/** A shell of the test's own, with the file it writes to as $0. */
const shell = (script: string) => ['sh', '-c', script, join(folder, 'out')];
const written = () => readFile(join(folder, 'out'), 'utf8').catch(() => '');
const patiently = { timeout: 30_000, interval: 10 };
describe('the command of --on-change', () => {
  it('gets each change on its standard input', async () => {
    const { run } = runner(shell('cat >> "$0"'), { atOnce: 1 });
    run('{"kind":"failed"}\n');
    run('{"kind":"completed"}\n');
    await vi.waitUntil(async () => (await written()).split('\n').length === 3, patiently);
    expect(await written()).toBe('{"kind":"failed"}\n{"kind":"completed"}\n');
    expect(faults).toEqual([]);
  });

  it('gets its words as they are, and data never through a shell', async () => {
    const script = 'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)))';
    const words = [process.execPath, '-e', script, join(folder, 'out'), '$(id)', 'a b', '`x`;'];
    runner(words).run('{}\n');
    await vi.waitUntil(async () => (await written()) !== '', patiently);
    expect(JSON.parse(await written())).toEqual(['$(id)', 'a b', '`x`;']);
  });

  it('does not see passwords', async () => {
    const env = { ...process.env, OB_PASSWORD: 'secret', MYSQL_PWD: 'secret', OTHER: 'seen' };
    runner(shell('echo "$OB_PASSWORD$MYSQL_PWD$OTHER" > "$0"'), {}, env).run('{}\n');
    await vi.waitUntil(async () => (await written()) === 'seen\n', patiently);
  });

  it('tells the first line of its standard error when it fails', async () => {
    runner(shell('echo >&2; printf "no route\\033[31m to pager\\nmore\\n" >&2; exit 3')).run('{}\n');
    await vi.waitUntil(() => faults.length > 0, patiently);
    expect(faults).toEqual([
      { id: 'exited', command: 'sh', code: 3, complaint: 'no route\u001B[31m to pager' },
    ]);
    expect(faults.map(fault => sentence(wordsOf('en').command, fault))).toEqual([
      'The --on-change command sh failed: exit code 3, no route␛[31m to pager.',
    ]);
  });

  it('is said to be missing where it is, once', async () => {
    const { run } = runner([join(folder, 'nosuch')], { atOnce: 1 });
    run('{}\n');
    await vi.waitUntil(() => faults.length > 0, patiently);
    expect(faults[0]).toEqual({ id: 'not_found', command: expect.stringMatching(/nosuch$/) });
  });

  it('that fails again and again is reported once, and again after it has worked', async () => {
    const script = 'read what; echo "$what" >> "$0"; test "$what" = fine';
    const { run } = runner(shell(script), { atOnce: 1 });
    for (const what of ['bad', 'bad', 'fine', 'bad', 'bad', 'last']) run(`${what}\n`);
    await vi.waitUntil(async () => (await written()).endsWith('last\n'), patiently);
    expect(faults).toHaveLength(2);
  });

  it('may leave its input unread', async () => {
    const { run } = runner(shell('echo done > "$0"'));
    run(`${'x'.repeat(1_000_000)}\n`);
    await vi.waitUntil(async () => (await written()) === 'done\n', patiently);
    expect(faults).toEqual([]);
  });

  it('runs only as many times at once as it may; the others wait for their turn', async () => {
    const { run } = runner(shell('printf + >> "$0"; sleep 0.05; printf - >> "$0"'), { atOnce: 2 });
    for (let count = 0; count < 7; count++) run('{}\n');
    await vi.waitUntil(async () => (await written()).length === 14, patiently);
    let now = 0;
    const atOnce = [...(await written())].map(mark => {
      now += mark === '+' ? 1 : -1;
      return now;
    });
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(2);
  });

  it('drops the oldest changes when it cannot keep up, and says so', () => {
    const { run } = runner(['sleep', '60'], { atOnce: 1, waiting: 2 });
    for (let count = 0; count < 4; count++) run('{}\n');
    expect(faults).toEqual([{ id: 'too_slow', command: 'sleep', waiting: 2 }]);
  });

  it('is ended when it takes too long, also where it does not want to', async () => {
    const stubborn = shell('trap "" TERM; echo $$ > "$0"; while :; do sleep 0.05; done');
    runner(stubborn, { runMillis: 300, graceMillis: 100 }).run('{}\n');
    await vi.waitUntil(() => faults.length > 0, patiently);
    expect(faults[0]).toMatchObject({ id: 'timed_out', seconds: 0.3 });
    expect(isAlive(Number(await written()))).toBe(false);
  });

  it('leaves nothing behind when the program ends, not even what it started itself', async () => {
    const made = runner(shell('sleep 600 & echo $$ $! >> "$0"; wait'), { atOnce: 2 });
    made.run('{}\n');
    made.run('{}\n');
    const text = await vi.waitUntil(async () => {
      const all = await written();
      return /^(?:\d+ \d+\n){2}$/.test(all) && all;
    }, patiently);
    const pids = text.trim().split(/\s/).map(Number);
    expect(pids.map(isAlive)).toEqual([true, true, true, true]);
    await made.close();
    await vi.waitUntil(() => pids.every(pid => !isAlive(pid)), patiently);
    made.run('{}\n');
    expect(faults).toEqual([]);
  });
});

describe('waiting for commands', () => {
  it('lasts until the running and the waiting ones have ended', async () => {
    const commands = runner(shell('cat >> "$0"'), { atOnce: 1 });
    for (const text of ['a', 'b', 'c']) commands.run(text);
    await commands.idle();
    expect(await written()).toBe('abc');
  });

  it('lasts no longer than a command may take', async () => {
    const commands = runner(shell('sleep 600'), { atOnce: 1, runMillis: 100, graceMillis: 100 });
    for (const text of ['a', 'b', 'c', 'd']) commands.run(text);
    await commands.idle();
    expect(await written()).toBe('');
  });

  it('is over at once where none was started', async () => {
    await runner(shell('cat')).idle();
  });
});
