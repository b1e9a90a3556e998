import { describe, expect, it } from 'vitest';
import { evidenceFrom, progressOf } from '../../../source/backup/task-progress.ts';
import { nothingSeen } from '../../../source/backup/tracked-task.ts';
import { archiveCell } from '../../../source/presentation/lists/tenant-record-cells.ts';
import { tenantRows } from '../../../source/presentation/lists/tenant-rows.ts';
import { archiveLines } from '../../../source/presentation/panel/archive-lines.ts';
import { archive, job, picture, seconds, server, task, tenant, tenFortyTwo } from '../../fixtures/values.ts';
import { plainLook } from '../plain-theme.ts';

const { capabilities, version } = server();
const crm = tenant(1002n, 'crm');

/** The cell of a tenant whose archive lags by that many seconds. */
function cellOf(lag: number, lagTarget: number | null, status = 'DOING') {
  const checkpointScn = (tenFortyTwo - seconds(lag)) * 1000n;
  const read = picture({
    tenants: [crm],
    tenantArchives: [{ tenantId: 1002n, status, checkpointScn, lagTarget, readAt: tenFortyTwo }],
  });
  const context = {
    ...evidenceFrom(read, { capabilities, seen: nothingSeen, now: tenFortyTwo }),
    theme: plainLook(),
    picture: read,
    maxAge: 93_600,
    version,
    sees: server().sees,
  };
  const [row] = tenantRows({ ...read, picture: read }, server(), 'all', context, {
    sort: null,
    unfolded: true,
  }).filter(({ kind }) => kind === 'tenant');
  if (row === undefined) throw new Error('The tenant has no row.');
  const { text, role } = archiveCell(row, context);
  return [text, role];
}

/** Whether the line of the archive on the panel of a backup that copies its data is one of trouble. */
function isWarnedOf(lag: number, lagTarget: number | null): boolean {
  const of = job();
  const archives = [archive({ checkpointScn: (tenFortyTwo - seconds(lag)) * 1000n, lagTarget })];
  const progress = progressOf(task({ of }), of, {
    capabilities,
    seen: nothingSeen,
    archives,
    now: tenFortyTwo,
  });
  const lines = (colour: boolean) =>
    archiveLines(progress, version, tenFortyTwo, tenFortyTwo, 120, plainLook({ colour })).join('');
  const [text] = /DOING · lag .*/.exec(lines(false)) ?? [];
  if (text === undefined) throw new Error('The panel does not tell the lag.');
  return lines(true).includes(plainLook({ colour: true }).style('warning', text));
}

describe.each([
  ['10m', 600, 1800, false],
  ['1h10m', 4200, 1800, true],
  ['1m', 60, 10, true],
  ['5m', 300, 120, true],
  ['3m', 200, 120, false],
  ['2h', 7200, null, false],
] as const)('an archive lag of %s', (text, lag, target, isBehind) => {
  it(`with archive_lag_target ${target} is ${isBehind ? 'a warning' : 'no warning'} in the list`, () => {
    expect(cellOf(lag, target)).toEqual(isBehind ? [`${text}!`, 'warning'] : [text, undefined]);
  });

  it(`with archive_lag_target ${target} is ${isBehind ? 'a warning' : 'no warning'} on the panel`, () => {
    expect(isWarnedOf(lag, target)).toBe(isBehind);
  });
});
