import { describe, expect, it } from 'vitest';
import { kernelCodeName } from '../../../source/backup/kernel-code.ts';
import { kernelCodeWords } from '../../../source/text/en/kernel-codes.ts';

describe('The words for the codes of the kernel', () => {
  it.each(Object.entries(kernelCodeWords))(
    'are for %s a sentence each: what it means, what to do next',
    (_, words) => {
      expect(words.meaning).toMatch(/^[A-Z].*[.]$/);
      expect(words.next).toMatch(/^[A-Z].*[.]$/);
    },
  );

  it('are there for each code that the program knows, and for no other', () => {
    const known = Array.from({ length: 20_000 }, (_, code) => kernelCodeName(code)).filter(
      name => name !== null,
    );
    expect(Object.keys(kernelCodeWords).sort()).toEqual(known.sort());
  });
});
