import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskedRow, withoutSecrets } from '../../../source/oceanbase/statement/secrets.ts';
import { toColumn } from '../../../source/oceanbase/statement/values.ts';

const names = [
  'access_id',
  'access_key',
  'ACCESS_KEY',
  'encrypt_key',
  'secret',
  'secret_access_key',
  'AppSecret',
  'session_token',
  'password',
  'Passwd',
];
const secret = fc.stringMatching(/^[A-Za-z0-9+/_.-]{6,40}$/);

describe('a secret in a text', () => {
  it('does not survive, in whichever form and case and whatever stands around it', () => {
    const forms: readonly ((name: string, value: string) => string)[] = [
      (name, value) => `oss://bucket/backup?host=oss-cn.aliyuncs.com&${name}=${value}&delete_mode=delete`,
      (name, value) => `s3://bucket?${name}=${value}`,
      (name, value) => `${name} = ${value}, retry`,
      (name, value) => `${name}: ${value}`,
      (name, value) => `{"host":"x","${name}":"${value}","n":1}`,
      (name, value) => `{'${name}': '${value}'}`,
      (name, value) => `"${name}" : "a ${value} b"`,
      (name, value) => `dest%3Foss%3A%2F%2Fb%26${name}%3D${value}%26x%3D1`,
      (name, value) => `${name}="${value}`,
    ];
    const around = fc.string({ maxLength: 20 }).map(text => text.replaceAll(/[\w%"'\\-]/g, ' '));
    fc.assert(
      fc.property(
        fc.constantFrom(...forms),
        fc.constantFrom(...names),
        secret,
        around,
        around,
        (form, name, value, before, after) => {
          const masked = withoutSecrets(`${before}${form(name, value)}${after}`);
          expect(masked).not.toContain(value);
          expect(masked).toContain('***');
          expect(masked.toLowerCase()).toContain(name.toLowerCase());
        },
      ),
    );
  });

  it('does not survive as the password of a user in an address', () => {
    fc.assert(
      fc.property(secret, value => {
        expect(withoutSecrets(`ftp://backup:${value}@10.0.0.5:21/data`)).toBe(
          'ftp://backup:***@10.0.0.5:21/data',
        );
      }),
    );
  });
});

describe('a text without a secret', () => {
  it.each([
    'file:///data/nfs/backup/data',
    'oss://bucket/path?host=oss-cn-hangzhou.aliyuncs.com',
    's3://bucket/path?host=s3.amazonaws.com&s3_region=cn-north-1&delete_mode=delete&checksum_type=md5',
    'cos://bucket/path?host=cos.ap-beijing.myqcloud.com&appid=1250000000',
    '(SERVER)ls_id: 1006, addr: 10.0.0.7:2882, module: BACKUP_DATA, result: -4012(OB_TIMEOUT), trace_id: YB420A00-0',
    '(ROOTSERVICE)addr: "10.0.0.5:2882", result: -9040(backup can not start), trace_id: YB42',
    '2026-11-22 10:42:17.000593',
    'nightly: keys of the house, tokenise nothing',
    '商城 备份',
    '',
  ])('is the same: %s', text => {
    expect(withoutSecrets(text)).toBe(text);
    expect(toColumn('PATH', 'text', text, 'sys')).not.toHaveProperty('isMasked');
  });
});

describe('a row', () => {
  it('says which of its columns were masked, in what is drawn and in what JSON gets', () => {
    const column = toColumn('PATH', 'text', 'oss://b?host=h&access_key=AKIA12345', 'sys');
    expect(column).toMatchObject({
      raw: 'oss://b?host=h&access_key=***',
      text: 'oss://b?host=h&access_key=***',
      isMasked: true,
    });
  });

  it('of an event has no value whose name says that it is a secret', () => {
    const row = [
      ['NAME1', 'tenant_id'],
      ['VALUE1', '1002'],
      ['NAME2', 'access_key'],
      ['VALUE2', 'AKIA12345'],
    ].map(([name = '', value = '']) => toColumn(name, 'text', value, 'sys'));
    expect(maskedRow(row).map(({ raw, text }) => [raw, text])).toEqual([
      ['tenant_id', 'tenant_id'],
      ['1002', '1002'],
      ['access_key', 'access_key'],
      ['***', '***'],
    ]);
  });

  it('keeps numbers, times and SCNs to the last digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), scn => {
        expect(toColumn('START_SCN', 'scn', String(scn), 'sys').raw).toBe(String(scn));
      }),
    );
  });
});
