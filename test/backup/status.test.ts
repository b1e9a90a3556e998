import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBackupType } from '../../source/backup/job.ts';
import { parseJobStatus, parseStatus } from '../../source/backup/status.ts';

describe('A STATUS', () => {
  it.each([
    ['COMPLETED', 'completed'],
    ['FAILED', 'failed'],
    ['CANCELED', 'canceled'],
  ])('%s has ended: %s', (text, outcome) => {
    expect(parseJobStatus(text)).toEqual({ kind: 'ended', text, outcome });
  });

  it.each(['INIT', 'DOING', 'CANCELING'])('%s is a job that runs', text => {
    expect(parseJobStatus(text)).toEqual({ kind: 'running', text, known: true });
  });

  it('of a later release counts as running, and keeps its text', () => {
    expect(parseJobStatus('SUSPENDED')).toEqual({ kind: 'running', text: 'SUSPENDED', known: false });
  });

  it.each(['constructor', '__proto__', 'toString', ''])('%j is no status this program knows', text => {
    expect(parseJobStatus(text)).toEqual({ kind: 'running', text, known: false });
    expect(parseBackupType(text)).toEqual({ kind: 'other', text });
  });

  it('is running or ended whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(['running', 'ended']).toContain(parseStatus(text, () => false).kind);
      }),
    );
  });
});

describe('A BACKUP_TYPE', () => {
  it.each([
    ['FULL', 'full'],
    ['D', 'full'],
    ['INC', 'inc'],
    ['I', 'inc'],
    ['SNAPSHOT', 'other'],
  ])('%s is %s', (text, kind) => {
    expect(parseBackupType(text)).toEqual({ kind, text });
  });
});
