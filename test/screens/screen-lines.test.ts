import { describe, expect, it } from 'vitest';
import { crumbLine, remarkLines } from '../../source/screens/screen-lines.ts';
import { plainLook } from '../presentation/plain-theme.ts';

const line = (crumbs: readonly string[], right: readonly string[]) =>
  crumbLine(crumbs, right, 60, plainLook());

describe('the line that says where one is', () => {
  it('names the tenant before the steps between, in 60 columns', () => {
    const panel = ['Tenants', 'retrying_ls (1006)', 'Job 69', 'Task 77 · set 61 · FULL'];
    expect(line(panel, [])).toBe(' … › retrying_ls (1006) › Job 69 › Task 77 · set 61 · FULL ');
    const streams = ['Tenants', 'retrying_ls (1006)', 'Job 69', 'Log streams'];
    expect(line(streams, ['5 of 7 finished'])).toBe(
      ' retrying_ls (1006) › Job 69 › Log streams  5 of 7 finished',
    );
  });

  it('cuts a long name, and keeps where one is', () => {
    const name = `${'long_'.repeat(10)}name (1002)`;
    expect(line(['Tenants', name, 'Jobs'], ['last good INC 13h ago'])).toBe(
      ' long_long_long_long_long_lo… › Jobs  last good INC 13h ago',
    );
    expect(line(['Tenants', name, 'Job 69', 'Log streams'], [])).toMatch(/^ long_.*… › … › Log streams *$/);
  });
});

describe('what could not be read', () => {
  const remarks = [{ id: 'lag_target_unknown', loss: 'normal_lag' }] as const;

  it('is one line, and says where the rest of it is', () => {
    const [line = ''] = remarkLines({ remarks }, 80, plainLook());
    expect(line).toMatch(/^ {2}⚠ No archive_lag_target was found .*… \?: more$/);
    expect(line.length).toBeLessThan(80);
    expect(remarkLines({ remarks }, 200, plainLook())[0]).not.toContain('?: more');
  });
});
