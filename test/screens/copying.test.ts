import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBytes, mostCopied, notification, toClipboard } from '../../source/terminal/sequences.ts';
import { column, job, picture, task } from '../fixtures/values.ts';
import { usualDay } from '../fixtures/worlds.ts';
import { key, type Stage, startStage } from './stage.ts';

/** The texts that the terminal was asked to put into the clipboard. */
const clipboard = (stage: Stage) =>
  Array.from(stage.display.written.join('').matchAll(/\x1b\]52;c;([A-Za-z0-9+/=]*)\x1b\\/g), match =>
    Buffer.from(match[1] ?? '', 'base64').toString('utf8'),
  );

describe('the copy key', () => {
  it('copies a row as the server sent it, parted by tabs, and says so', async () => {
    const stage = startStage({ columns: 120 });
    await stage.shows('crm_prod');
    stage.type('y');
    await stage.shows('There is nothing to copy here.');
    stage.type('j', 'y');
    await stage.shows('copied the row of mysql_tenant, if the terminal allows it (OSC 52)');
    stage.type(key.enter);
    await stage.shows('-4012 OB_TIMEOUT');
    stage.type('j', 'y');
    await stage.shows('copied the row of mysql_tenant job 11 INC');
    expect(clipboard(stage)).toEqual([
      'mysql_tenant\t1002\tmysql_tenant\tUSER\tMYSQL\tNORMAL\tNO\tNO\tARCHIVELOG',
      'mysql_tenant\t1002\t11\t1\t11\t1002\t0\t1002\tOFF\tINC\tUSER_TENANT\tNONE\t2026-11-21 10:42:17.000000\t2026-11-21 10:54:48.000000\tCOMPLETED\t0\t\t\tfile:///data/nfs/backup/data',
    ]);
  });

  it('copies the trace id of a job that failed, else its row', async () => {
    const stage = startStage({ columns: 120, tenant: '1002', job: 10n });
    await stage.shows('FAILED');
    stage.type('y');
    await stage.shows('copied the trace id YB420A000007-0005F1-0-0');
    expect(clipboard(stage)).toEqual(['YB420A000007-0005F1-0-0']);
    const running = startStage({ columns: 120, tenant: '1002', job: 12n });
    await running.shows('19 514 of 27 330 blocks');
    running.type('y');
    await running.shows('copied the row of mysql_tenant job 12 FULL');
  });

  it('copies every column of a row from its details, as much as terminals take', async () => {
    const of = job();
    const row = [column('START_SCN', '1715248462749288000', 'scn'), column('COMMENT', '界'.repeat(9000))];
    const world = picture({ tenants: usualDay().tenants, jobs: [of], tasks: [task({ of, row })] });
    const stage = startStage({ world, columns: 120, tenant: '1002', job: 12n });
    await stage.shows('Job 12 › Task 12');
    stage.type('d');
    await stage.shows('JOB_LEVEL');
    stage.type('y');
    await stage.shows('copied all columns, if the terminal allows it (OSC 52); only the first 8.0 KB');
    const [text = ''] = clipboard(stage);
    expect(text).toContain('\nSTART_SCN\t1715248462749288000\nCOMMENT\t界界');
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(mostCopied);
  });

  it('copies an alert as one sees it', async () => {
    const stage = startStage();
    await stage.shows('crm_prod');
    const ended = job({ status: 'CANCELED', result: -4072n, initiatorTenantId: 1n, initiatorJobId: 7n });
    const { world } = stage.source;
    stage.source.world = picture({ ...world, jobs: [...world.jobs.filter(j => j.key.jobId !== 12n), ended] });
    await stage.passes(2);
    await stage.shows('canceled');
    stage.type('a', 'y');
    await stage.shows('copied the alert');
    expect(clipboard(stage)).toEqual(['2026-11-22 10:42:03\tmysql_tenant job 12 FULL canceled']);
  });
});

describe('what is written to the terminal beside frames', () => {
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
        const told = notification('title', text).split('\x1b\\');
        expect(told).toHaveLength(3);
        expect(told[1]?.split(';')).toHaveLength(4);
        expect(told.join('').replaceAll('\x1b]', '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});
