// @module-tag slow
// The pictures as a browser draws them: each character in its cell, whatever fonts there are.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { screenSvg } from '../../scripts/svg.ts';
import { chromium, inBrowser } from '../fixtures/browser.ts';
import { describeWith } from '../fixtures/tools.ts';
import { cellOf, newEmulator } from '../terminal/driver/screen.ts';

const folder = new URL('../../docs/pictures/', import.meta.url);
const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.svg'))
  .map(name => ({ name, svg: readFileSync(new URL(name, folder), 'utf8') }));

/** What is drawn of a text: the places of its characters, and how high its line is. */
interface Drawn {
  readonly text: string;
  readonly starts: readonly number[];
  readonly end: number;
  readonly line: number;
}

/** The texts of each picture as they are drawn in that font. */
function drawnIn(font: string, svgs: readonly string[]): readonly (readonly Drawn[])[] {
  const style = `<style>svg { display: block } g { font-family: ${font} }</style>`;
  return inBrowser(
    style + svgs.map(svg => svg.replace(/ font-family="[^"]*"/, '')).join('\n'),
    `return [...document.querySelectorAll('svg')].map(svg => [...svg.querySelectorAll('text')].map(text => {
      const starts = Array.from({ length: text.getNumberOfChars() }, (_, at) => text.getStartPositionOfChar(at).x);
      const end = text.getEndPositionOfChar(starts.length - 1).x;
      return { text: text.textContent, starts, end, line: text.getStartPositionOfChar(0).y };
    }));`,
  );
}

/** By which a character may miss its cell, which is 8.4 wide: nothing that an eye sees. */
const near = 0.05;
const columnOf = (x: number) => (x - 12) / 8.4;
const misses = (x: number) => Math.abs(columnOf(x) - Math.round(columnOf(x))) * 8.4 > near;

describeWith('a browser (chromium)', [chromium ?? 'chromium', '--version'], 'a picture in a browser', () => {
  // The serif one has another width for each character, and none for most marks.
  it.each(["'DejaVu Sans Mono', monospace", 'serif'])('has each character at its cell in %s', font => {
    const all = drawnIn(
      font,
      pictures.map(({ svg }) => svg),
    );
    expect(all).toHaveLength(pictures.length);
    all.forEach((texts, index) => {
      const name = pictures[index]?.name ?? '';
      expect(texts.length, name).toBeGreaterThan(20);
      for (const { text, starts, line } of texts) {
        expect(starts.filter(misses), `${name}: ${text}`).toEqual([]);
        expect((line - 25) % 18, `${name}: ${text}`).toBe(0);
      }
    });
  });

  it('has no text over another one, and none outside the picture', () => {
    const all = drawnIn(
      "'DejaVu Sans Mono', monospace",
      pictures.map(({ svg }) => svg),
    );
    all.forEach((texts, index) => {
      const { name, svg } = pictures[index] ?? { name: '', svg: '' };
      const [, width = '0', height = '0'] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
      const taken = new Set<string>();
      for (const { text, starts, end, line } of texts) {
        expect(end, `${name}: ${text}`).toBeLessThanOrEqual(Number(width) - 12 + near);
        expect(line, `${name}: ${text}`).toBeLessThan(Number(height) - 12);
        for (const start of starts) {
          const cell = `${Math.round(columnOf(start))},${line}`;
          expect(taken.has(cell), `${name}: ${text} at ${cell}`).toBe(false);
          taken.add(cell);
        }
      }
    });
  });

  it('has the columns of the terminal it was taken from, behind characters of two cells, too', async () => {
    const [columns, rows] = [40, 2];
    const screen = newEmulator(columns, rows);
    const said = '租户 tenant ✔✖ ━━─ 53 %\r\n\x1b[1mbold\x1b[0m  \x1b[7m RUNNING \x1b[0m 备份 <&>';
    await new Promise<void>(resolve => screen.write(said, resolve));
    const cells = Array.from({ length: rows }, (_, y) =>
      Array.from({ length: columns }, (_, x) => cellOf(screen, x, y)),
    );
    const [texts = []] = drawnIn('serif', [screenSvg(cells)]);
    cells.forEach((row, y) => {
      const drawn = texts.filter(({ line }) => line === 25 + 18 * y);
      row.forEach((cell, x) => {
        if (cell.width === 0 || cell.text.trim() === '') return;
        const there = drawn.flatMap(({ text, starts }) =>
          starts.map((start, at) => ({ start, text: [...text][at] })),
        );
        const found = there.find(({ start }) => Math.abs(start - (12 + 8.4 * x)) < near);
        expect(found?.text, `row ${y}, column ${x}`).toBe(cell.text);
      });
    });
    const wide = texts.find(({ text }) => text === '租');
    expect((wide?.end ?? 0) - (wide?.starts[0] ?? 0)).toBeCloseTo(16.8, 1);
  });
});
