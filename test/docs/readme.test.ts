import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { fillReadme } from '../../scripts/readme-tables.ts';

it("README.md has the program's own tables; `npm run readme` makes them anew", async () => {
  const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  expect(fillReadme(text)).toBe(text);
});
