import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { ChangeKind } from '../../source/backup/change.ts';
import { changeJson } from '../../source/report/change-json.ts';
import { loadWords, wordsOf } from '../../source/text/words.ts';
import type { LoggedChange } from '../../source/watch/change-log.ts';
import { seconds, tenant, tenFortyTwo } from '../fixtures/values.ts';

const schema = JSON.parse(
  await readFile(new URL('../../schema/change.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);

const failed: LoggedChange = {
  kind: 'failed',
  at: tenFortyTwo,
  tenantId: 1002n,
  job: { tenantId: 1002n, jobId: 12n },
  type: 'FULL',
  result: -4012n,
  seconds: null,
  serial: 1,
  seenAt: tenFortyTwo + seconds(2),
  isLate: false,
  noticedAt: 0,
  tenant: tenant(1002n, 'mysql_tenant'),
};

/** The document, after a check against the published schema. */
function documentOf(change: LoggedChange) {
  const text = changeJson(change, wordsOf('en'));
  expect(text.endsWith('\n')).toBe(true);
  expect(text.trimEnd()).not.toContain('\n');
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return document;
}

describe('a change as JSON', () => {
  it('says what happened to which job, and when', () => {
    expect(documentOf(failed)).toEqual({
      kind: 'failed',
      at: '2026-11-22T10:42:17.000000Z',
      seen_at: '2026-11-22T10:42:19.000000Z',
      tenant_id: 1002,
      tenant_name: 'mysql_tenant',
      job_id: 12,
      type: 'FULL',
      result: -4012,
      seconds: null,
      text: 'mysql_tenant job 12 FULL failed: -4012 OB_TIMEOUT',
    });
  });

  it('has null where there is nothing to be known', () => {
    const refused = {
      ...failed,
      kind: 'refused',
      job: null,
      type: '',
      result: -9040n,
      tenant: null,
    } as const;
    expect(documentOf(refused)).toMatchObject({ job_id: null, type: null, tenant_name: null });
    expect(documentOf({ ...failed, tenantId: 1n, tenant: null }).tenant_name).toBe('sys');
    expect(documentOf({ ...failed, kind: 'stuck', seconds: 840.7 }).seconds).toBe(840);
  });

  it('has its sentence in the language of whoever reads it, and the rest as ever', async () => {
    const english = JSON.parse(changeJson(failed, wordsOf('en')));
    const chinese = JSON.parse(changeJson(failed, await loadWords('zh')));
    expect(chinese.text).toContain('失败');
    expect({ ...chinese, text: '' }).toEqual({ ...english, text: '' });
  });

  it('keeps a name as the server stored it, on one line', () => {
    const named = tenant(1002n, 'evil\n\u001b]0;x');
    expect(documentOf({ ...failed, tenant: named }).tenant_name).toBe('evil\n\u001b]0;x');
  });

  it('escapes DEL and the 8-bit control characters, which a terminal could obey', () => {
    const change = { ...failed, tenant: tenant(1002n, 'a\u007f\u009b31m') };
    expect(changeJson(change, wordsOf('en'))).toContain('"a\\u007f\\u009b31m"');
    expect(documentOf(change).tenant_name).toBe('a\u007f\u009b31m');
  });

  it('knows every kind of change there is', () => {
    const kinds: Readonly<Record<ChangeKind, true>> = {
      started: true,
      completed: true,
      failed: true,
      canceled: true,
      stuck: true,
      going_again: true,
      refused: true,
      long_running: true,
      no_good_backup: true,
    };
    expect([...schema.properties.kind.enum].sort()).toEqual(Object.keys(kinds).sort());
  });
});
