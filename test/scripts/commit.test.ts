import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commitOf } from '../../scripts/commit.js';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commit-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

function git(...words: string[]): string {
  const author = ['-c', 'user.name=Someone', '-c', 'user.email=someone@example.com'];
  return execFileSync('git', [...author, ...words], { cwd: folder, encoding: 'utf8' }).trim();
}

async function checkout(): Promise<string> {
  git('init', '--quiet');
  await writeFile(join(folder, 'file'), 'before');
  git('add', 'file');
  git('commit', '--quiet', '--message', 'First');
  return git('rev-parse', 'HEAD');
}

describe('the commit that the program is built from', () => {
  it('is the abbreviated hash of the checkout', async () => {
    const hash = await checkout();
    await writeFile(join(folder, 'unknown-to-git'), '');
    expect(commitOf(folder)).toBe(hash.slice(0, 12));
  });

  it('is marked where a file was changed since', async () => {
    const hash = await checkout();
    await writeFile(join(folder, 'file'), 'after');
    expect(commitOf(folder)).toBe(`${hash.slice(0, 12)}-modified`);
  });

  it('is unknown in a folder that is no checkout, also within another one', async () => {
    expect(commitOf(folder)).toBe('unknown');
    await checkout();
    await mkdir(join(folder, 'unpacked'));
    expect(commitOf(join(folder, 'unpacked'))).toBe('unknown');
  });

  it('is unknown without git', async () => {
    await checkout();
    vi.stubEnv('PATH', '/nonexistent');
    expect(commitOf(folder)).toBe('unknown');
  });
});
