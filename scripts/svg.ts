// Draws a terminal's screen as SVG.
import type { Cell, Colour } from '../test/terminal/driver/screen.ts';

const cellWidth = 8.4;
const lineHeight = 18;
const margin = 12;
const paper = '#1c1f26';
const ink = '#d8dee9';
/** The eight basic colours and their bright twins, as a dark theme has them. */
const palette = [
  '#3b4252',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d8dee9',
  '#5c6370',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#ffffff',
];

function colourOf(colour: Colour, fallback: string): string {
  if (colour === 'default') return fallback;
  return typeof colour === 'string' ? colour : (palette[colour] ?? fallback);
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
function escaped(text: string) {
  return text.replace(/[&<>]/g, character => escapes[character] ?? '');
}

interface Run {
  x: number;
  cells: number;
  text: string;
  cell: Cell;
}

function sameLook(a: Cell, b: Cell) {
  return (
    a.foreground === b.foreground &&
    a.bold === b.bold &&
    a.dim === b.dim &&
    a.inverse === b.inverse &&
    a.underline === b.underline
  );
}

/** Cells that look alike and stand together; a wide character is a run of its own, so that it keeps its place. */
function runsOf(cells: readonly Cell[]): Run[] {
  const runs: Run[] = [];
  cells.forEach((cell, x) => {
    if (cell.width === 0) return;
    const last = runs.at(-1);
    if (
      last !== undefined &&
      cell.width === 1 &&
      last.cells === last.text.length &&
      sameLook(last.cell, cell)
    ) {
      last.text += cell.text || ' ';
      last.cells += 1;
    } else {
      runs.push({ x, cells: cell.width, text: cell.text || ' ', cell });
    }
  });
  return runs;
}

function draw({ x, cells, text, cell }: Run, y: number): string {
  const [left, top, wide] = [margin + x * cellWidth, margin + y * lineHeight, cells * cellWidth];
  const front = colourOf(cell.foreground, ink);
  const box = cell.inverse
    ? `<rect x="${left.toFixed(1)}" y="${top}" width="${wide.toFixed(1)}" height="${lineHeight}" fill="${front}"/>`
    : '';
  const shown = cell.underline ? text : text.trimEnd();
  if (shown === '') return box;
  // Each character at its own place: other machines have other fonts, in which marks, or all characters, have other widths.
  const places = Array.from(shown, (_, at) => (left + at * cellWidth).toFixed(1)).join(' ');
  const stretched = `${left.toFixed(1)}" textLength="${wide.toFixed(1)}" lengthAdjust="spacingAndGlyphs`;
  const style = [
    `fill="${cell.inverse ? paper : front}"`,
    cell.bold ? 'font-weight="bold"' : '',
    cell.dim ? 'opacity="0.6"' : '',
    cell.underline ? 'text-decoration="underline"' : '',
  ].filter(part => part !== '');
  const place = text.length === cells ? places : stretched;
  return `${box}<text xml:space="preserve" x="${place}" y="${top + 13}" ${style.join(' ')}>${escaped(shown)}</text>`;
}

/** A screen as SVG, in the look of a dark terminal. */
export function screenSvg(rows: readonly (readonly Cell[])[]): string {
  const columns = Math.max(...rows.map(row => row.length));
  const [width, height] = [
    Math.ceil(columns * cellWidth + 2 * margin),
    rows.length * lineHeight + 2 * margin,
  ];
  const body = rows.flatMap((row, y) => runsOf(row).map(run => draw(run, y))).filter(text => text !== '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<rect width="100%" height="100%" rx="6" fill="${paper}"/>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
    ...body,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}
