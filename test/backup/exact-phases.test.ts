import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../source/backup/exact-phases.ts';
import { notePhase, timeIn } from '../../source/backup/phase-times.ts';
import type { StatusChange } from '../../source/backup/status-change.ts';
import { task } from '../fixtures/values.ts';

const at = (seconds: number) => BigInt(seconds) * 1_000_000n;
const change = (seconds: number, from: string, to: string): StatusChange => ({ at: at(seconds), from, to });
const changes = [
  change(2, 'INIT', 'BACKUP_SYS_META'),
  change(5, 'BACKUP_SYS_META', 'BACKUP_USER_META'),
  change(65, 'BACKUP_USER_META', 'BACKUP_DATA_MINOR'),
  change(165, 'BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'),
];
const taskIn = (status: string, seconds?: number) =>
  task({ status, startedAt: at(0), ...(seconds === undefined ? {} : { endedAt: at(seconds) }) });

describe('The phases of a task by the events of its status changes', () => {
  it('have exact lengths, whenever somebody began to look', () => {
    const phases = phasesOf(taskIn('BACKUP_DATA_MAJOR'), changes, []);
    const times = (['start', 'system_meta', 'user_meta', 'data', 'log'] as const).map(phase =>
      timeIn(phases, phase, at(1000)),
    );
    expect(times).toEqual([
      { seconds: 2, atLeast: false },
      { seconds: 3, atLeast: false },
      { seconds: 60, atLeast: false },
      { seconds: 935, atLeast: false },
      null,
    ]);
  });

  it('end with the task, canceled ones with the cancel', () => {
    const ended = [
      ...changes,
      change(200, 'BACKUP_DATA_MAJOR', 'CANCELING'),
      change(230, 'CANCELING', 'CANCELED'),
    ];
    const phases = phasesOf(taskIn('CANCELED', 230), ended, []);
    expect(timeIn(phases, 'data', at(9999))).toEqual({ seconds: 135, atLeast: false });
    expect(phases.at(-1)?.until).toBe(at(200));
  });

  it('have the phase that was canceled also where no event tells of CANCELING', () => {
    const ended = [...changes, change(230, 'CANCELING', 'CANCELED')];
    const phases = phasesOf(taskIn('CANCELED', 230), ended, []);
    expect(phases.at(-1)).toMatchObject({ phase: 'data', until: at(230) });
  });

  it('end with a failure, whose event says FAILED twice', () => {
    const phases = phasesOf(taskIn('FAILED', 200), [...changes, change(200, 'FAILED', 'FAILED')], []);
    expect(timeIn(phases, 'data', at(9999))).toEqual({ seconds: 135, atLeast: false });
    expect(phases.at(-1)).toMatchObject({ phase: 'data', until: at(200) });
  });

  it('have no end where its event is not there and nobody saw it', () => {
    const phases = phasesOf(taskIn('FAILED', 200), changes, []);
    expect(phases.at(-1)?.until).toBeNull();
    expect(timeIn(phases, 'data', at(200))).toEqual({ seconds: 100, atLeast: true });
  });

  it('have no length for the phase whose begin was forgotten', () => {
    const phases = phasesOf(taskIn('BACKUP_DATA_MAJOR'), changes.slice(2), []);
    expect(timeIn(phases, 'user_meta', at(1000))).toEqual({ seconds: 0, atLeast: true });
    expect(timeIn(phases, 'data', at(1000))).toEqual({ seconds: 935, atLeast: false });
  });

  it('are those seen as long as the event of the last change is not there', () => {
    const first = notePhase([], taskIn('BACKUP_DATA_MAJOR'), at(1000));
    const seen = notePhase(first, taskIn('BACKUP_LOG'), at(1002));
    const phases = phasesOf(taskIn('BACKUP_LOG'), changes, seen);
    expect(timeIn(phases, 'user_meta', at(1003))).toEqual({ seconds: 60, atLeast: false });
    expect(timeIn(phases, 'log', at(1003))).toEqual({ seconds: 1, atLeast: false });
    expect(phasesOf(taskIn('BACKUP_LOG'), [], seen)).toEqual(seen);
  });
});
