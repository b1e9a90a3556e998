import { describe, expect, it } from 'vitest';
import type { FailureReason } from '../../source/backup/failure-reason.ts';
import { SourceError } from '../../source/backup/source.ts';
import { errorText, remarkText } from '../../source/presentation/error-text.ts';
import { type Sentences, wordsOf } from '../../source/text/words.ts';

const words = wordsOf('en');
const connection = { where: '10.0.0.5:2881', user: 'root@sys' };

function textOf(reason: FailureReason): string {
  return errorText(new SourceError('server_error', reason), words);
}

describe('The sentence of a failure', () => {
  it('says what happened, what to try, and the server’s number and words', () => {
    expect(textOf({ id: 'views_denied', number: 1142, ...connection, detail: 'SELECT denied' })).toBe(
      'root@sys is not allowed to read the backup views. Ask for SELECT on them (see README). (server error 1142: SELECT denied)',
    );
  });

  it('has the number and words alone where the program knows no more', () => {
    expect(textOf({ id: 'other_number', number: 5555, ...connection, detail: 'no words' })).toBe(
      '10.0.0.5:2881 answered with error 5555: no words',
    );
  });

  it('names the place and what to check where nothing answered', () => {
    expect(textOf({ id: 'connection_refused', ...connection, detail: 'connect ECONNREFUSED' })).toBe(
      'Cannot connect to 10.0.0.5:2881: nothing is listening there. Check host and port (2881 is an observer, 2883 is ODP).',
    );
  });

  it('says so where no reason was given', () => {
    expect(textOf({ id: 'not_connected', ...connection, detail: '' })).toBe(
      'Cannot connect to 10.0.0.5:2881: no reason given',
    );
  });

  it('keeps what a user is called as it is, and on one line', () => {
    const user = "a$&{where}$'b\n";
    expect(textOf({ id: 'unknown_cluster', number: 4669, where: 'h:1', user, detail: 'no' })).toMatch(
      /the cluster named in a\$&\{where\}\$'b.?\. \(/,
    );
  });

  it('is a whole one for every reason', () => {
    const sentences = words.failures as Sentences<FailureReason>;
    const values = { number: 1, where: 'host:1', user: 'user', detail: 'Why.' };
    for (const [id, make] of Object.entries(sentences)) {
      expect(make({ id, ...values } as never), id).toMatch(/^[A-Zhu].*[.?)]$/);
    }
  });
});

describe('The sentence of a remark', () => {
  const view = 'oceanbase.CDB_OB_ARCHIVELOG';

  it.each([
    [
      { id: 'view_missing', view, number: 1146, loss: 'archive' },
      'oceanbase.CDB_OB_ARCHIVELOG is not there (server error 1146). How far the log is archived is not shown.',
    ],
    [
      { id: 'view_unreadable', view, number: null, loss: 'archive' },
      'oceanbase.CDB_OB_ARCHIVELOG cannot be read. How far the log is archived is not shown.',
    ],
    [
      { id: 'only_in_sys', view: 'oceanbase.__all_virtual_backup_ls_task', loss: null },
      'oceanbase.__all_virtual_backup_ls_task is there in the sys tenant only: log in as a user of sys.',
    ],
    [
      { id: 'columns_missing', view, columns: ['A', 'B'], loss: 'archive' },
      'oceanbase.CDB_OB_ARCHIVELOG has no A, B in this release. How far the log is archived is not shown.',
    ],
    [
      { id: 'view_unreadable', view, number: 942, loss: null },
      'oceanbase.CDB_OB_ARCHIVELOG cannot be read (server error 942).',
    ],
    [
      { id: 'certificate_changed' },
      "The server's TLS certificate changed while this program was running. If nobody renewed it, and no other server of the cluster answers there, find out who does.",
    ],
    [
      {
        id: 'not_read',
        reason: { id: 'leader_changing', number: 4038, ...connection, detail: 'not master' },
      },
      '10.0.0.5:2881: a leader is changing. Try again in a moment. (server error 4038: not master)',
    ],
  ] as const)('says what cannot be read, why, and what is lost without it (%j)', (remark, sentence) => {
    expect(remarkText(remark, words)).toBe(sentence);
  });
});
