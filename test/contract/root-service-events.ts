import type { Row } from './servers/stage.ts';
import { timeOf } from './servers/times.ts';

/** A row of DBA_OB_ROOTSERVICE_EVENT_HISTORY, of that many seconds before the official job began. */
export const eventRow = (
  event: string,
  pairs: readonly (readonly [string, string])[],
  secondsAgo: number,
): Row => ({
  TIMESTAMP: timeOf(-secondsAgo),
  MODULE: 'backup_data',
  EVENT: event,
  ...Object.fromEntries(
    pairs.flatMap(([name, value], i) => [
      [`NAME${i + 1}`, name],
      [`VALUE${i + 1}`, value],
    ]),
  ),
  EXTRA_INFO: '',
  RS_SVR_IP: '10.0.0.5',
  RS_SVR_PORT: '2882',
});

/** The event of a backup that a tenant was asked to start, with its result. */
export const started = (tenantId: number, result: number, secondsAgo: number): Row =>
  eventRow(
    'start_backup_data',
    [
      ['tenant_id', String(tenantId)],
      ['result', String(result)],
    ],
    secondsAgo,
  );
