// Fills the tables of README.md from the tables the program itself uses: `npm run readme`.
import { readFile, writeFile } from 'node:fs/promises';
import { fillReadme } from './readme-tables.ts';

const path = new URL('../README.md', import.meta.url);
await writeFile(path, fillReadme(await readFile(path, 'utf8')));
