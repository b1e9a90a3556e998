import fc from 'fast-check';
import { expect, it } from 'vitest';
import { remembered } from '../../../scripts/build/remembered.js';

it('what a function gave is remembered for the last texts, and asked for again for older ones', () => {
  const asked: string[] = [];
  const shout = remembered(text => {
    asked.push(text);
    return text.toUpperCase();
  });
  expect([shout('a'), shout('a'), shout('')]).toEqual(['A', 'A', '']);
  expect(asked).toEqual(['a', '']);
  for (let line = 0; line < 300; line++) shout(`line ${line}`);
  expect(shout('a')).toBe('A');
  expect(asked.filter(text => text === 'a')).toHaveLength(2);
});

it('a remembered function gives what the function gives', () => {
  const length = remembered(text => text.length);
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 600 }), texts => {
      for (const text of texts) expect(length(text)).toBe(text.length);
    }),
    { numRuns: 30 },
  );
});
