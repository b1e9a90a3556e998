import { expect, it } from 'vitest';
import { makeTheme } from '../../source/presentation/theme.ts';
import { plainText } from '../../source/report/plain-text.ts';
import { inZone } from '../../source/text/time.ts';
import { wordsOf } from '../../source/text/words.ts';
import { job, picture, seconds, server, task, tenant, tenFortyTwo } from '../fixtures/values.ts';

const theme = makeTheme({ ascii: false, colour: false, words: wordsOf('en'), zone: inZone('UTC') });

it('the present state in plain sentences: what runs, then each tenant, with nothing drawn', () => {
  const running = job();
  const failed = job({ tenantId: 1004n, jobId: 3n, status: 'FAILED', result: -4012n });
  const refused = { tenantId: 1008n, at: tenFortyTwo - seconds(300), result: -9040n };
  const read = picture({
    tenants: [
      tenant(1002n, 'mysql_tenant'),
      tenant(1004n, 'crm'),
      tenant(1006n, 'new'),
      tenant(1008n, 'off'),
    ],
    jobs: [running, failed],
    tasks: [task({ of: running })],
    refusals: [refused],
  });
  const text = plainText(server(), { overview: read, picture: read, oneJob: false }, theme);
  expect(text.split('\n')).toEqual([
    'root@sys, 10.0.0.5:2881, OceanBase 4.3.3.0, TLS, 2026-11-22 10:42:17 +00:00',
    'mysql_tenant job 12 FULL: 71.40 % of the data',
    'mysql_tenant: no backup has ended yet',
    'crm job 3 FULL failed: -4012 OB_TIMEOUT, 14s ago',
    'new: no backup has ended yet',
    'off: could not start: -9040 OB_BACKUP_CAN_NOT_START, 5m ago',
    '',
  ]);
  expect(text).not.toMatch(/[━─█▏│|·]/);
});
