// docs/oceanbase-behaviour.md names tests; a name that is nowhere would be a promise nobody keeps.
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const text = await readFile(new URL('../../docs/oceanbase-behaviour.md', import.meta.url), 'utf8');
const rows = text
  .split('\n')
  .filter(line => line.startsWith('| ') && !/^\| (---|OceanBase \|)/.test(line))
  .map(line => line.split(' | '));

/** The tests a row names: `path`: `name`, `name`; `path`: … */
const namedIn = (cell: string) =>
  cell.split(/; (?=`[\w./-]+\.ts`: )/).map(part => {
    const [path = '', ...names] = [...part.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '');
    return { path, names };
  });

describe('The document of OceanBase’s behaviour', () => {
  it('has three cells in each row, the last one naming tests', () => {
    expect(rows.length).toBeGreaterThan(90);
    for (const row of rows) {
      expect(row, row.join(' | ')).toHaveLength(3);
      for (const { path, names } of namedIn(row[2] ?? '')) {
        expect(path, row[0]).toMatch(/\.ts$/);
        expect(names.length, row[0]).toBeGreaterThan(0);
      }
    }
  });

  it.each(rows.map(row => [row[0]?.slice(2) ?? '', row[2] ?? '']))('%s', async (_, cell) => {
    for (const { path, names } of namedIn(cell)) {
      const source = await readFile(new URL(`../${path}`, import.meta.url), 'utf8');
      for (const name of names) expect(source, `${path} has no test "${name}"`).toContain(name);
    }
  });
});
