import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

/** What the kernel writes into STATUS of jobs and tasks. */
const texts = [
  ...['INIT', 'DOING', 'CANCELING', 'COMPLETED', 'FAILED', 'CANCELED', 'BACKUP_SYS_META', 'BACKUP_USER_META'],
  ...['BACKUP_META_FINISH', 'BACKUP_DATA_SYS', 'BACKUP_SYS_DATA', 'BACKUP_DATA_MINOR', 'BACKUP_DATA_MAJOR'],
  ...['BACKUP_USER_DATA', 'BACKUP_FUSE_TABLET_META', 'PREPARE_BACKUP_LOG', 'BEFORE_BACKUP_LOG', 'BACKUP_LOG'],
  ...['DISABLE_SS_GC', 'ENABLE_SS_GC', 'WAIT_SS_CLOG_CHECKPOINT', 'SS_WAIT_LS_CONSISTENCY'],
];

/** Where the program has these texts in its code. */
const homes: Readonly<Record<string, string>> = {
  'backup/phase.ts': 'the table of phases',
  'backup/status.ts': 'jobs, and how both end',
  'backup/archive.ts': 'DOING of an archive, another enum',
  'backup/backup-set.ts': 'DOING of a set, another enum',
  'backup/log-stream.ts': 'FAILED of a log stream, another enum',
  'backup/time-left/log-stream-steps.ts': 'TASK_TYPE of a log stream, which has names in common with STATUS',
};

const source = new URL('../../source/', import.meta.url);

describe('The STATUS texts of the kernel', () => {
  it('stand in the tables of backup/ alone: who else asks about one asks the table', async () => {
    const names = (await readdir(source, { recursive: true })).filter(name => /\.tsx?$/.test(name));
    // The simulator knows them by itself, and words are words.
    const read = names.filter(name => !/^(simulator|text)\//.test(name));
    expect(read.length).toBeGreaterThan(300);
    const quoted = new RegExp(`['"](?:${texts.join('|')})['"]|\\b(?:${texts.join('|')}): \\{`);
    const found = await Promise.all(
      read.map(async name => {
        const code = (await readFile(new URL(name, source), 'utf8')).replace(/^\s*(\/\/|\*|\/\*\*).*$/gm, '');
        return quoted.test(code) ? name : null;
      }),
    );
    expect(found.filter(name => name !== null).sort()).toEqual(Object.keys(homes).sort());
  });
});
