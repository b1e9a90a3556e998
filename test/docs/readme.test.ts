import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { filledPages, fillPage } from '../../scripts/readme-tables.ts';

it.each(filledPages)("%s has the program's own tables; `npm run readme` makes them again", async page => {
  const text = await readFile(new URL(`../../${page}`, import.meta.url), 'utf8');
  expect(fillPage(page, text)).toBe(text);
});
