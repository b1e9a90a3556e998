import { describe, expect, it } from 'vitest';
import { endingOf } from '../../source/modes/exit-status.ts';
import { exitCodeRows, faultText } from '../../source/modes/exit-text.ts';
import { NotFoundError } from '../../source/report/scope.ts';
import { UsageError } from '../../source/settings/usage-error.ts';
import { wordsOf } from '../../source/text/words.ts';

const words = wordsOf('en');

describe('the text of an ending', () => {
  it('of an internal error says how to get the stack trace', () => {
    const reason = { id: 'internal', message: 'x is null', variable: 'OB_BACKUP_TOP_DEBUG' } as const;
    expect(faultText(reason, words)).toBe(
      'ob-backup-top ended because of an internal error: x is null. ' +
        'Run it with OB_BACKUP_TOP_DEBUG=1 to get the stack trace, and please report it.',
    );
    expect(faultText({ ...reason, message: '' }, words)).toMatch(/internal error\. Run it/);
  });

  it('is the stack itself where that was asked for', () => {
    expect(faultText({ stack: 'Error: x\n    at y' }, words)).toBe('Error: x\n    at y');
  });

  it('names what cannot be written', () => {
    expect(faultText({ id: 'disk_full' }, words)).toMatch(/^Cannot write to standard output .*disk is full/);
    expect(faultText({ id: 'output_failed', code: 'EFBIG' }, words)).toMatch(/\(EFBIG\)/);
  });

  it('is empty where there is nothing to say', () => {
    expect(faultText(null, words)).toBeNull();
  });

  it('of a file that cannot be used names it with its control characters made visible', () => {
    const error = new UsageError({ id: 'file_missing', path: 'a\u001B[2Jb', option: 'ssl-ca' });
    expect(endingOf(error, words)).toEqual({
      code: 2,
      message: "File 'a␛[2Jb' of option --ssl-ca does not exist: check the path.",
    });
  });

  it('of a tenant that is not there names those that are', () => {
    const error = new NotFoundError({ id: 'no_tenant', name: '\u001B[2J', known: 'crm (1002)' });
    expect(endingOf(error, words)).toEqual({
      code: 2,
      message: "There is no tenant '␛[2J' here that can be backed up. There are: crm (1002).",
    });
  });
});

describe('the table of exit codes', () => {
  it('has a meaning for each code, in the order of the codes', () => {
    const rows = exitCodeRows(words);
    expect(rows.map(row => row.code)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 129, 130, 143]);
    for (const { meaning } of rows) expect(meaning).not.toBe('');
  });
});
