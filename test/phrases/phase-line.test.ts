import { describe, expect, it } from 'vitest';
import { phaseLine } from '../../source/phrases/phase-line.ts';
import { cellWidth } from '../../source/text/width.ts';
import { task } from '../screens/fake-source.ts';
import { plainLook } from './plain-look.ts';

const look = plainLook();

describe('the phase line', () => {
  it('names what is done, what is under way and what is to come', () => {
    expect(phaseLine(task(), [4, 3, 1, 0], 120, look)).toBe(
      '✔ system meta  ✔ user meta  ✔ meta done  ● data  ○ wait for archive  ○ log  ○ done',
    );
  });

  it('walks as the release does', () => {
    expect(phaseLine(task(), [4, 1, 0, 0], 120, look)).toBe(
      '✔ system meta  ✔ user meta  ● data  ○ log  ○ done',
    );
  });

  it('names only the present phase where there is no room for all', () => {
    const line = phaseLine(task(), [4, 3, 1, 0], 40, look) ?? '';
    expect(line).toBe('✔✔✔●○○○ data (phase 4 of 7)');
    expect(cellWidth(line)).toBeLessThanOrEqual(40);
  });

  it('is all done for a completed task, and says nothing of one that failed or is in an unknown status', () => {
    expect(phaseLine(task({ status: 'COMPLETED' }), [4, 1, 0, 0], 120, look)).toBe(
      '✔ system meta  ✔ user meta  ✔ data  ✔ log  ✔ done',
    );
    for (const status of ['FAILED', 'CANCELED', 'CANCELING', 'SOMETHING_NEW']) {
      expect(phaseLine(task({ status }), [4, 3, 1, 0], 120, look)).toBeNull();
    }
  });

  it('has everything to come for a task that has not begun', () => {
    expect(phaseLine(task({ status: 'INIT' }), [4, 1, 0, 0], 120, look)).toBe(
      '○ system meta  ○ user meta  ○ data  ○ log  ○ done',
    );
  });
});
