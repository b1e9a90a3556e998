// What the built program says of itself.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

describe('--version', () => {
  it('says version, commit, runtime and platform in one line', async () => {
    const { code, stdout, stderr } = await run(['--version']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const runtime =
      /^ob-backup-top \d+\.\d+\.\d+ \(commit (?:[0-9a-f]{12}(?:-modified)?|unknown), (\w+) \d+\.\d+\.\d+, \w+-\w+\)\n$/;
    expect(stdout).toMatch(runtime);
    expect(stdout).toContain(`${process.platform}-${process.arch}`);
  });
});

describe('--licenses', () => {
  it('prints the text of every licence', async () => {
    const { code, stdout, stderr } = await run(['--licenses']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(await readFile(new URL('../../dist/LICENSES.txt', import.meta.url), 'utf8'));
  });

  it('is not changed by what else is asked for', async () => {
    expect((await run(['--licenses', '--demo', '-h', 'x'])).code).toBe(0);
  });
});
