import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { screenSvg } from '../../scripts/svg.ts';

const folder = new URL('../../docs/pictures/', import.meta.url);
const pictures = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
  name.endsWith('.svg'),
);
// On a group around them Chromium ignores it, and stretches what is left of a line over its whole width.
const keepsBlanks = (svg: string) =>
  (svg.match(/<text [^>]*>/g) ?? []).every(tag => tag.includes('xml:space="preserve"'));

it.each(pictures)('%s has each text keep its blanks, which Chromium drops otherwise', name => {
  const svg = readFileSync(new URL(name, folder), 'utf8');
  expect(svg).toContain('<text ');
  expect(keepsBlanks(svg)).toBe(true);
});

it('a picture that is made has them, too', () => {
  const look = {
    foreground: 'default',
    background: 'default',
    bold: false,
    dim: false,
    italic: false,
    inverse: false,
    invisible: false,
    underline: false,
  } as const;
  const svg = screenSvg([Array.from('a  b', text => ({ text, width: 1, ...look }))]);
  expect(svg).toContain('>a  b</text>');
  expect(keepsBlanks(svg)).toBe(true);
});
