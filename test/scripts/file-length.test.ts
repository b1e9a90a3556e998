import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const folders = ['source', 'test', 'scripts'];

describe('A file of code', () => {
  it('has at most 300 lines: beyond that it has more than one subject', async () => {
    const names = await Promise.all(
      folders.map(async folder =>
        (await readdir(new URL(folder, root), { recursive: true })).map(name => `${folder}/${name}`),
      ),
    );
    const files = [...names.flat().filter(name => /\.([cm]?[jt]sx?|sh)$/.test(name)), 'build.js', 'cli.tsx'];
    expect(files.length).toBeGreaterThan(800);
    const lengths = await Promise.all(
      files.map(async name => [name, (await readFile(new URL(name, root), 'utf8')).split('\n').length - 1]),
    );
    expect(lengths.filter(([, lines]) => Number(lines) > 300)).toEqual([]);
  });
});
