import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';

const script = fileURLToPath(new URL('../programs/read-pipe.ts', import.meta.url));

function startReading() {
  const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = spawn(process.execPath, [script, pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    reader.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });
  return { pipe, reader };
}

describe.skipIf(process.platform === 'win32')('a file of settings that is a pipe', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('keeps no %s from ending the program', async signal => {
    const { reader } = startReading();
    // Nothing tells when it waits for a writer. A signal before that meets a listener that does nothing.
    const sending = setInterval(() => reader.kill(signal), 50);
    onTestFinished(() => clearInterval(sending));
    expect(await once(reader, 'exit')).toEqual([null, signal]);
  });

  it('is waited for, and read once somebody writes to it; then signals have their listeners', async () => {
    const { pipe, reader } = startReading();
    const written = once(reader.stdout, 'data');
    writeFileSync(pipe, '[client]\n');
    expect(String((await written)[0])).toBe('[client] 1\n');
  });
});
