import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUserName } from '../../source/settings/user-name.ts';

describe('a user name', () => {
  it.each([
    ['root', 'root', null, null],
    ['root@sys', 'root', 'sys', null],
    ['root@sys#prod', 'root', 'sys', 'prod'],
    ['root@sys#prod:3', 'root', 'sys', 'prod'],
    ['prod:sys:root', 'root', 'sys', 'prod'],
    ['prod:sys:root:3', 'root', 'sys', 'prod'],
    ['"Mixed"@oracle_tenant', '"Mixed"', 'oracle_tenant', null],
    ['管理@租户', '管理', '租户', null],
  ])('is split into user, tenant and cluster: %s', (raw, user, tenant, cluster) => {
    expect(parseUserName(raw)).toEqual({ raw, user, tenant, cluster });
  });

  it.each(['@sys', 'root@', 'root@sys#', '@', 'root@#prod'])('with an empty part is refused: %s', raw => {
    const reason = { id: 'wrong_user_name', option: '--user (-u)' };
    expect(() => parseUserName(raw)).toThrow(expect.objectContaining({ reason }));
  });

  it('is sent to the server exactly as it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[^@#:]+(@[^@#:]+(#[^@#:]+)?)?$/), raw => {
        expect(parseUserName(raw).raw).toBe(raw);
      }),
    );
  });
});
