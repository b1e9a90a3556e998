import { describe, expect, it } from 'vitest';
import { phaseLine } from '../../../source/presentation/panel/phase-line.ts';
import { cellWidth } from '../../../source/text/width.ts';
import { task } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const theme = plainLook();

describe('the phase line', () => {
  it('names what is done, what is under way and what is to come', () => {
    expect(phaseLine(task(), [4, 3, 1, 0], 120, theme)).toBe(
      '✔ system meta  ✔ user meta  ✔ merge meta  ● data  ○ wait for archive  ○ log  ○ done',
    );
  });

  it('walks as the release does', () => {
    expect(phaseLine(task(), [4, 1, 0, 0], 120, theme)).toBe(
      '✔ system meta  ✔ user meta  ● data  ○ log  ○ done',
    );
  });

  it('names only the present phase where there is no room for all', () => {
    const line = phaseLine(task(), [4, 3, 1, 0], 30, theme) ?? '';
    expect(line).toBe('● data (phase 4 of 7)');
    expect(cellWidth(line)).toBeLessThanOrEqual(30);
    expect(phaseLine(task({ status: 'COMPLETED' }), [4, 3, 1, 0], 57, theme)).toBe('✔ done (phase 7 of 7)');
  });

  it('is all done for a completed task, and says nothing of one that failed or is in an unknown status', () => {
    expect(phaseLine(task({ status: 'COMPLETED' }), [4, 1, 0, 0], 120, theme)).toBe(
      '✔ system meta  ✔ user meta  ✔ data  ✔ log  ✔ done',
    );
    for (const status of ['FAILED', 'CANCELED', 'CANCELING', 'SOMETHING_NEW']) {
      expect(phaseLine(task({ status }), [4, 3, 1, 0], 120, theme)).toBeNull();
    }
  });

  it('says where a task failed or was canceled, and how long its phases took, where events tell', () => {
    const at = (seconds: number) => BigInt(seconds) * 1_000_000n;
    const span = (phase: 'start' | 'system_meta' | 'user_meta' | 'data', from: number, until: number) => ({
      phase,
      from: at(from),
      sawBegin: true,
      lastSeen: at(until),
      watchedUntil: at(until),
      until: at(until),
      sawEnd: true,
    });
    const times = [
      span('start', 0, 2),
      span('system_meta', 2, 5),
      span('user_meta', 5, 65),
      span('data', 65, 905),
    ];
    const clock = { times, now: at(905) };
    const line = (status: string, cells = 120) =>
      phaseLine(task({ status }), [4, 3, 1, 0], cells, theme, clock);
    expect(line('FAILED')).toBe('✔ system meta 3s  ✔ user meta 1m  ✖ data 14m');
    expect(line('CANCELED', 30)).toBe('✔✔  ✖ data 14m');
    const open = { ...span('data', 65, 905), until: null };
    const seen = { times: [...times.slice(0, 3), open], now: at(905) };
    expect(phaseLine(task({ status: 'FAILED' }), [4, 3, 1, 0], 120, theme, seen)).toBeNull();
  });

  it('announces no phase of the log where no log was asked for', () => {
    const line = (status: string) => phaseLine(task({ status }), [4, 3, 5, 0], 120, theme, null, true);
    expect(line('BACKUP_USER_DATA')).toBe(
      '✔ system meta  ✔ user meta  ✔ merge meta  ● data  ○ fuse tablet meta  ○ done',
    );
    for (const status of ['PREPARE_BACKUP_LOG', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'])
      expect(line(status)).toBe(
        '✔ system meta  ✔ user meta  ✔ merge meta  ✔ data  ✔ fuse tablet meta  ● finishing  ○ done',
      );
    expect(line('COMPLETED')).not.toMatch(/log|archive/);
  });

  it('has everything to come for a task that has not started', () => {
    expect(phaseLine(task({ status: 'INIT' }), [4, 1, 0, 0], 120, theme)).toBe(
      '○ system meta  ○ user meta  ○ data  ○ log  ○ done',
    );
  });

  it('tells how long each phase took as far as it was seen, "≥" where it began before anybody looked', () => {
    const at = (seconds: number) => BigInt(seconds) * 1_000_000n;
    const ended = (seconds: number) => ({
      lastSeen: at(seconds),
      watchedUntil: at(seconds),
      until: at(seconds),
      sawEnd: true,
    });
    const going = { lastSeen: at(31 + 754), watchedUntil: at(800), until: null, sawEnd: true };
    const times = [
      { phase: 'user_meta', from: at(0), sawBegin: false, ...ended(31) },
      { phase: 'meta_finish', from: at(31), sawBegin: true, ...ended(31) },
      { phase: 'data', from: at(31), sawBegin: true, ...going },
    ] as const;
    const clock = { times, now: at(31 + 754) };
    const line = (cells: number) => phaseLine(task(), [4, 3, 1, 0], cells, theme, clock);
    expect(line(110)).toBe(
      '✔ system meta  ✔ user meta ≥31s  ✔ merge meta  ● data 12m  ○ wait for archive  ○ log  ○ done',
    );
    expect(line(88)).toBe(
      '✔ system meta  ✔ user meta  ✔ merge meta  ● data 12m  ○ wait for archive  ○ log  ○ done',
    );
    expect(line(80)).toBe('✔ sys meta  ✔ user meta  ✔ merge  ● data 12m  ○ archive  ○ log  ○ done');
    expect(line(57)).toBe('✔✔✔  ● data 12m  ○ wait for archive  ○ log  ○ done');
    expect(line(45)).toBe('✔✔✔  ● data 12m  ○ archive  ○ log  ○ done');
    expect(line(30)).toBe('● data 12m (phase 4 of 7)');
  });
});
