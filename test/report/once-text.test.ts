import { describe, expect, it } from 'vitest';
import { onceText } from '../../source/report/once-text.ts';
import { job, picture, seconds, server, tenant, tenFortyTwo } from '../fixtures/values.ts';
import { textOptions } from './text-options.ts';

const tenants = [tenant(1002n, 'mysql_tenant')];
const ended = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    job({ jobId: BigInt(index + 1), status: 'COMPLETED', endedAt: tenFortyTwo - seconds(index) }),
  );
const textOf = (count: number) => {
  const read = picture({ tenants, jobs: ended(count) });
  const options = textOptions(120);
  return onceText(server(), { overview: read, picture: read, oneJob: false }, options);
};

describe('the text of --once', () => {
  it('says how many ended jobs it leaves out, and where they are', () => {
    expect(textOf(23)).toContain('  3 older ended jobs are not shown here; --json has them.\n');
    expect(textOf(20)).not.toContain('not shown here');
  });

  it('counts no ended jobs of a cluster job that has ended: those of its tenants are not among the rows of sys', () => {
    const cluster = job({ tenantId: 1n, status: 'COMPLETED', executorTenantIds: [1002n, 1004n, 1006n] });
    const read = picture({ tenants: [], jobs: [cluster] });
    const options = textOptions();
    const text = onceText(server(), { overview: read, picture: read, oneJob: false }, options);
    expect(text).toMatch(/COMPLETED .* 3 tenants /);
    expect(text).not.toContain('of 3 ended');
  });
});
