import { describe, expect, it } from 'vitest';
import type { LoggedChange } from '../../source/watch/change-log.ts';
import { frameFaults, key, openTerminal } from '../fixtures/emulated-terminal.ts';
import type { FakeSource } from '../fixtures/fake-source.ts';
import { failureSaying } from '../fixtures/in-english.ts';
import { job, picture, seconds, tenFortyTwo } from '../fixtures/values.ts';

const failed = job({
  status: 'FAILED',
  result: -4012n,
  initiatorTenantId: 1n,
  initiatorJobId: 7n,
  endedAt: tenFortyTwo + seconds(1),
});
const started = job({ tenantId: 1006n, jobId: 2n, startedAt: tenFortyTwo + seconds(1) });

/** What the cluster holds after these jobs have become so. */
function become(source: FakeSource, ...jobs: ReturnType<typeof job>[]) {
  const { world } = source;
  const others = world.jobs.filter(
    one => !jobs.some(({ key }) => key.jobId === one.key.jobId && key.tenantId === one.key.tenantId),
  );
  source.world = picture({ ...world, jobs: [...others, ...jobs] });
}
/** The line of the keys, and the one above it. */
const footer = (lines: readonly string[]) => lines.at(-1) ?? '';
const above = (lines: readonly string[]) => lines.at(-2) ?? '';
const bells = (text: string) => text.split('\x07').length - 1;

describe('A change on the screens', () => {
  it('stands above the keys until a key is pressed, and the bell rings once', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, failed);
    await terminal.passes(2);
    await terminal.shows('mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT');
    expect(above(terminal.lines())).toBe(' ✖ mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT');
    expect(footer(terminal.lines())).toContain('q quit');
    expect(frameFaults(terminal)).toEqual([]);
    await terminal.passes(10);
    expect(bells(terminal.display.written.join(''))).toBe(1);
    terminal.type('j');
    await terminal.showsNot('failed: -4012');
    expect(footer(terminal.lines())).toContain('move');
  });

  it('goes by itself after a minute', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, failed);
    await terminal.passes(2);
    await terminal.shows('failed: -4012');
    await terminal.passes(58);
    expect(above(terminal.lines())).toContain('failed: -4012');
    await terminal.passes(3);
    await terminal.showsNot('failed: -4012');
  });

  it('is not hidden by a notice, which is there after it until a key was pressed', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, failed);
    await terminal.passes(2);
    await terminal.shows('failed: -4012');
    terminal.screens.showNotice('The command failed.');
    await terminal.passes(1);
    expect(above(terminal.lines())).toContain('failed: -4012');
    terminal.type('j');
    await terminal.shows('The command failed.');
    terminal.type('j');
    await terminal.showsNot('The command failed.');
  });

  it('that matters is not hidden by what does not, and the others are counted', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, failed, started);
    await terminal.passes(2);
    await terminal.shows('mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT · 1 more: a');
  });

  it('rings no bell where a backup starts', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, started);
    await terminal.passes(2);
    await terminal.shows('crm_prod job 2 FULL started');
    expect(bells(terminal.display.written.join(''))).toBe(0);
  });

  it('gives way to a connection that fails', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    become(terminal.source, failed);
    await terminal.passes(2);
    await terminal.shows('failed: -4012');
    terminal.source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await terminal.passes(2);
    await terminal.shows('The connection was lost.');
    expect(terminal.text()).not.toContain('failed: -4012');
  });

  it('is all in the alerts, newest first, and an alert leads to its job', async () => {
    const terminal = openTerminal({ columns: 100 });
    await terminal.shows('crm_prod');
    terminal.type('a');
    await terminal.shows('Nothing has happened since this program started.');
    terminal.type(key.escape);
    await terminal.shows('crm_prod');
    become(terminal.source, started);
    await terminal.passes(2);
    await terminal.shows('started');
    become(terminal.source, failed);
    terminal.source.world = {
      ...terminal.source.world,
      refusals: [{ tenantId: 1004n, at: tenFortyTwo + seconds(3), result: -9040n }],
    };
    await terminal.passes(2);
    await terminal.shows('could not start');
    terminal.type('a');
    await terminal.shows('3 since the start');
    expect(terminal.lines().slice(2, 6)).toEqual([
      '   TIME            TENANT         JOB   TYPE  WHAT             RESULT',
      ' ▸ 11-22 10:42:20  oracle_tenant  –     –     could not start  -9040 OB_BACKUP_CAN_NOT_START',
      '   11-22 10:42:18  mysql_tenant   12    FULL  failed           -4012 OB_TIMEOUT',
      '   11-22 10:42:18  crm_prod       2     FULL  started',
    ]);
    expect(frameFaults(terminal)).toEqual([]);
    terminal.type('j', key.enter);
    await terminal.shows('mysql_tenant (1002) › Job 12');
    terminal.type(key.escape);
    await terminal.shows('3 since the start');
    terminal.type('g', key.enter);
    await terminal.shows('oracle_tenant (1004) › Jobs');
  });

  it('stands where it happened, and says how much later it was seen', async () => {
    const terminal = openTerminal({ columns: 100 });
    await terminal.shows('crm_prod');
    await terminal.passes(2);
    become(terminal.source, { ...started, startedAt: tenFortyTwo + seconds(100) });
    await terminal.passes(120);
    await terminal.shows('crm_prod');
    become(terminal.source, { ...started, startedAt: tenFortyTwo + seconds(100) }, failed);
    await terminal.passes(15);
    terminal.type('a');
    await terminal.shows('2 since the start');
    expect(terminal.lines().slice(3, 5)).toEqual([
      ' ▸ 11-22 10:43:57  crm_prod      2     FULL  started',
      '   11-22 10:42:18  mysql_tenant  12    FULL  failed     -4012 OB_TIMEOUT · seen 2m later',
    ]);
  });

  it('is found in another tenant than the one on the screen, with a bell', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    const { readers } = terminal.source;
    terminal.source.readers = {
      ...readers,
      jobs: async view => {
        const picture = await readers.jobs(view);
        return { ...picture, elsewhere: { readAt: picture.readAt, jobs: [failed] } };
      },
    };
    terminal.type('G', key.enter);
    await terminal.shows('crm_prod (1006) › Jobs');
    await terminal.shows('mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT');
    expect(bells(terminal.display.written.join(''))).toBe(1);
  });

  it('is still found while the alerts are open', async () => {
    const terminal = openTerminal();
    await terminal.shows('crm_prod');
    terminal.type('a');
    await terminal.shows('Nothing has happened');
    become(terminal.source, failed);
    await terminal.passes(2);
    await terminal.shows('1 since the start');
  });

  it('is reported in words and marks of ASCII alone where that is asked for', async () => {
    const terminal = openTerminal({ ascii: true });
    await terminal.shows('crm_prod');
    become(terminal.source, failed, started);
    await terminal.passes(2);
    await terminal.shows('failed: -4012 OB_TIMEOUT | 1 more: a');
  });
});

describe('Who else learns of changes', () => {
  it('get each change once', async () => {
    const reported: LoggedChange[] = [];
    const terminal = openTerminal({ onChange: change => reported.push(change) });
    await terminal.shows('crm_prod');
    become(terminal.source, failed, started);
    await terminal.passes(6);
    expect(reported.map(({ kind }) => kind).sort()).toEqual(['failed', 'started']);
  });

  it('have the terminal notify of what matters, in both ways, with nothing a name could slip in', async () => {
    const terminal = openTerminal({ notify: true });
    const [first] = terminal.source.world.tenants;
    const named = { ...first, name: 'a;b␛]9;x' } as typeof first;
    terminal.source.world = {
      ...terminal.source.world,
      tenants: [named, ...terminal.source.world.tenants.slice(1)] as never,
    };
    await terminal.shows('crm_prod');
    become(terminal.source, failed, started);
    await terminal.passes(2);
    await terminal.shows('OB_TIMEOUT');
    const written = terminal.display.written.join('');
    const body = 'a,b␛]9,x job 12 FULL failed: -4012 OB_TIMEOUT';
    expect(written).toContain(`\x1b]9;ob-backup-top: ${body}\x1b\\`);
    expect(written).toContain(`\x1b]777;notify;ob-backup-top;${body}\x1b\\`);
    expect(written.split('\x1b]777;').length).toBe(2);
    expect(frameFaults(terminal)).toEqual([]);
  });

  it('are not flooded when many backups end together', async () => {
    const terminal = openTerminal({ notify: true });
    await terminal.shows('crm_prod');
    const many = Array.from({ length: 20 }, (_, index) =>
      job({
        jobId: BigInt(100 + index),
        status: 'COMPLETED',
        startedAt: tenFortyTwo + seconds(1),
        endedAt: tenFortyTwo + seconds(2),
      }),
    );
    become(terminal.source, ...many);
    await terminal.passes(2);
    await terminal.shows('19 more');
    const written = terminal.display.written.join('');
    expect(written.split('\x1b]777;').length - 1).toBe(6);
    expect(written).toContain('and 15 more');
    expect(bells(written)).toBe(1);
  });
});
