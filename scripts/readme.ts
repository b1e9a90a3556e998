// Fills the tables of docs/ from the tables the program itself uses: `npm run readme`.
import { readFile, writeFile } from 'node:fs/promises';
import { filledPages, fillPage } from './readme-tables.ts';

for (const page of filledPages) {
  const path = new URL(`../${page}`, import.meta.url);
  await writeFile(path, fillPage(page, await readFile(path, 'utf8')));
}
