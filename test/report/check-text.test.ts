import { describe, expect, it } from 'vitest';
import type { LastGood } from '../../source/backup/backup-record.ts';
import type { Picture } from '../../source/backup/picture.ts';
import { evidenceFrom } from '../../source/backup/task-progress.ts';
import { tenantVerdicts } from '../../source/backup/tenant-verdict.ts';
import { nothingSeen } from '../../source/backup/tracked-task.ts';
import { makeTheme } from '../../source/presentation/theme.ts';
import { checkText } from '../../source/report/check-text.ts';
import { isExcludedBy } from '../../source/report/excluded.ts';
import { inZone } from '../../source/text/time.ts';
import { wordsOf } from '../../source/text/words.ts';
import { everything, job, picture, seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';

const hour = 3600;
const theme = makeTheme({ ascii: false, colour: false, words: wordsOf('en'), zone: inZone('UTC') });
const good = (hoursAgo: number): LastGood => ({
  type: { kind: 'full', text: 'FULL' },
  endedAt: tenFortyTwo - seconds(hoursAgo * hour),
  jobId: 7n,
});

/** A cluster of tenants by name, with the hours since the last good backup of each. */
function cluster(hours: Readonly<Record<string, number | 'never'>>, change: Partial<Picture> = {}): Picture {
  const names = Object.keys(hours);
  const id = (index: number) => 1002n + 2n * BigInt(index);
  return picture({
    tenants: names.map((name, index) => tenant(id(index), name)),
    records: names.map((name, index) => {
      const age = hours[name] ?? 'never';
      const lastGood = age === 'never' ? age : good(age);
      return { tenantId: id(index), lastGood, days: [], readAt: tenFortyTwo };
    }),
    ...change,
  });
}

function check(read: Picture, maxLag: number | null = null) {
  const tasks = evidenceFrom(read, { capabilities: everything, seen: nothingSeen, now: read.readAt });
  const maxAge = 26 * hour;
  const verdicts = tenantVerdicts({ picture: read, tasks, refusals: read.refusals ?? [], maxAge });
  const { level, line } = checkText(verdicts, read, { maxAge, maxLag, maxRun: null }, theme, () => null);
  const [text, data] = line.split(' | ');
  return { level, text, data: data?.split(' ') };
}

describe('the line of a check', () => {
  it('says what is fine where all is', () => {
    expect(check(cluster({ crm: 20, erp: 3 }))).toEqual({
      level: 'ok',
      text: 'BACKUP OK - 2 tenants fine; oldest good backup 20h ago (crm)',
      data: [
        'tenants=2;;;0',
        'not_fine=0;;;0',
        "'oldest_good'=72000s;;93600;0",
        "'good_age",
        "crm'=72000s;;93600;0",
        "'good_age",
        "erp'=10800s;;93600;0",
      ],
    });
  });

  it('says what is wrong with whom, the worst first', () => {
    const jobs = [job({ tenantId: 1002n, status: 'FAILED', result: -4012n })];
    const { level, text } = check(cluster({ crm: 20, erp: 40, hr: 'never', ok: 1 }, { jobs }));
    expect(level).toBe('critical');
    expect(text).toBe(
      'BACKUP CRITICAL - erp: last good backup 40h ago, limit 26h; hr: no good backup yet; ' +
        'crm: job 12 failed: -4012 OB_TIMEOUT; 1 tenant fine; oldest good backup 40h ago (erp)',
    );
  });

  it('names eight tenants at most and counts the others', () => {
    const hours = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`t${index}`, 'never' as const]),
    );
    const { text, data } = check(cluster(hours));
    expect(text?.match(/no good backup yet/g)).toHaveLength(8);
    expect(text).toContain('; 22 more tenants');
    expect(data?.join(' ')).not.toContain('good_age');
  });

  it('is unknown where there is nobody to judge', () => {
    expect(check(picture())).toEqual({
      level: 'unknown',
      text: 'BACKUP UNKNOWN - there is no tenant to judge',
      data: undefined,
    });
  });

  it('holds no bar but the one before the figures, and no quote that ends a label early', () => {
    const read = cluster({ "a|b'c=d": 'never' });
    const { text, data } = check({ ...read, records: [] });
    expect(text).toContain('a/b');
    expect(text).not.toContain('|');
    expect(data).toContain('tenants=1;;;0');
    const aged = check(cluster({ "x'y=z": 1 })).data?.join(' ');
    expect(aged).toContain("'good_age x''y_z'=3600s;;93600;0");
  });
});

describe('tenants that are left out', () => {
  const named = (name: string, id = 1002n) => tenant(id, name);
  it('are found by name, number or pattern, in any letter case', () => {
    const isExcluded = isExcludedBy(['test*', '1004', 'ERP']);
    expect([named('test_1'), named('x', 1004n), named('erp')].map(isExcluded)).toEqual([true, true, true]);
    expect([named('contest'), named('x', 10_040n), named('erp2')].map(isExcluded)).toEqual([
      false,
      false,
      false,
    ]);
    expect(isExcludedBy([])(named('crm'))).toBe(false);
    expect(isExcludedBy(['a.c'])(named('abc'))).toBe(false);
  });
});
