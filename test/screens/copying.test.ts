import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBytes, mostCopied, notification, toClipboard } from '../../source/terminal/sequences.ts';
import { type EmulatedTerminal, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import { column, job, picture, task } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';

/** The texts that the terminal was asked to put into the clipboard. */
const clipboard = (terminal: EmulatedTerminal) =>
  Array.from(terminal.display.written.join('').matchAll(/\x1b\]52;c;([A-Za-z0-9+/=]*)\x1b\\/g), match =>
    Buffer.from(match[1] ?? '', 'base64').toString('utf8'),
  );

describe('the copy key', () => {
  it('copies a row as the server sent it, parted by tabs, and says so', async () => {
    const terminal = openTerminal({ columns: 120 });
    await terminal.shows('crm_prod');
    terminal.type('y');
    await terminal.shows('There is nothing to copy here.');
    terminal.type('j', 'y');
    await terminal.shows('copied the row of mysql_tenant, if the terminal allows it (OSC 52)');
    terminal.type(key.enter);
    await terminal.shows('✖ FAILED');
    terminal.type('j', 'y');
    await terminal.shows('copied the row of mysql_tenant job 11 INC');
    expect(clipboard(terminal)).toEqual([
      'mysql_tenant\t1002\tmysql_tenant\tUSER\tMYSQL\tNORMAL\tNO\tNO\tARCHIVELOG',
      'mysql_tenant\t1002\t11\t1\t11\t1002\t0\t1002\tOFF\tINC\tUSER_TENANT\tNONE\t2026-11-21 10:42:17.000000\t2026-11-21 10:54:48.000000\tCOMPLETED\t0\t\t\tfile:///data/nfs/backup/data',
    ]);
  });

  it('copies the trace id of a job that failed, else its row', async () => {
    const terminal = openTerminal({ columns: 120, tenant: '1002', job: 10n });
    await terminal.shows('FAILED');
    terminal.type('y');
    await terminal.shows('copied the trace id YB420A000007-0005F1-0-0');
    expect(clipboard(terminal)).toEqual(['YB420A000007-0005F1-0-0']);
    const running = openTerminal({ columns: 120, tenant: '1002', job: 12n });
    await running.shows('19 514 of 27 330 blocks');
    running.type('y');
    await running.shows('copied the row of mysql_tenant job 12 FULL');
  });

  it('copies every column of a row from its details, as much as terminals take', async () => {
    const of = job();
    const row = [column('START_SCN', '1715248462749288000', 'scn'), column('COMMENT', '界'.repeat(9000))];
    const world = picture({ tenants: usualDay().tenants, jobs: [of], tasks: [task({ of, row })] });
    const terminal = openTerminal({ world, columns: 120, tenant: '1002', job: 12n });
    await terminal.shows('Job 12 › Task 12');
    terminal.type('d');
    await terminal.shows('JOB_LEVEL');
    terminal.type('y');
    await terminal.shows('copied all columns, if the terminal allows it (OSC 52); only the first 8.0 KB');
    const [text = ''] = clipboard(terminal);
    expect(text).toContain('\nSTART_SCN\t1715248462749288000\nCOMMENT\t界界');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostCopied);
  });

  it('copies an alert as one sees it', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    const ended = job({ status: 'CANCELED', result: -4072n, initiatorTenantId: 1n, initiatorJobId: 7n });
    const { world } = terminal.source;
    terminal.source.world = picture({
      ...world,
      jobs: [...world.jobs.filter(j => j.key.jobId !== 12n), ended],
    });
    await terminal.passes(2);
    await terminal.shows('canceled');
    terminal.type('a', 'y');
    await terminal.shows('copied the alert');
    expect(clipboard(terminal)).toEqual(['2026-11-22 10:42:03\tmysql_tenant job 12 FULL canceled']);
  });
});

describe('what is written to the terminal apart from frames', () => {
  it('cuts no character in two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 40 }), (text, bytes) => {
        const cut = firstBytes(text, bytes);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
        expect(Buffer.from(text, 'utf8').toString('utf8').startsWith(cut)).toBe(true);
      }),
    );
  });

  it('is never ended early by what it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const inside = /^\x1b\]52;c;([^\x1b\x07]*)\x1b\\$/.exec(toClipboard(text))?.[1];
        expect(inside).toMatch(/^[A-Za-z0-9+/=]*$/);
        const reported = notification('title', text).split('\x1b\\');
        expect(reported).toHaveLength(3);
        expect(reported[1]?.split(';')).toHaveLength(4);
        expect(reported.join('').replaceAll('\x1b]', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
