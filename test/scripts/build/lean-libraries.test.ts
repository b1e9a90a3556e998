import { describe, expect, it } from 'vitest';
import { changed } from '../../../scripts/build/lean-libraries.js';

const name = '/wrap-ansi/index.js';
const wanted = 'const segmenter = new Intl.Segmenter();';

describe('what the build changes in a library', () => {
  it('is changed where it is found once', () => {
    const text = changed(name, `before\n${wanted}\nafter`);
    expect(text).toMatch(/^before\n[^\n]*\nafter$/);
    expect(text).not.toContain(wanted);
  });

  it('fails the build where another version of the library does not have it', () => {
    const without = () => changed(name, 'const segmenter = makeSegmenter();');
    expect(without).toThrow(`node_modules${name} has no longer: ${wanted}`);
  });

  it('fails the build where it is there twice', () => {
    expect(() => changed(name, wanted + wanted)).toThrow('has 2 times');
  });

  it('is nothing in a file that is not in the table', () => {
    expect(changed('/react/index.js', wanted)).toBe(wanted);
  });
});
