import { describe, expect, it } from 'vitest';
import { kernelCodeWords as english } from '../../source/text/en/kernel-codes.ts';
import { cellWidth } from '../../source/text/width.ts';
import { kernelCodeWords as chinese } from '../../source/text/zh/kernel-codes.ts';

// A line of trouble in 60 columns: a name of 9 cells, how the backup failed, how long ago, its code.
const room = 17;

describe('the next step after a failure', () => {
  it('has a wording for the smallest terminal in both languages', () => {
    const briefs = [...Object.values(english), ...Object.values(chinese)].map(({ nextBrief }) => nextBrief);
    expect(briefs.filter(brief => cellWidth(brief) > room)).toEqual([]);
    expect(briefs.filter(brief => brief === '')).toEqual([]);
  });
});
