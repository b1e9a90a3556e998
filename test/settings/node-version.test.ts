import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { nodeTooOld } from '../../source/settings/node-version.ts';

describe('the check of the Node version', () => {
  it.each(['22.13.0', '22.14.1', '24.0.0', '26.1.0-nightly'])('accepts Node %s', node => {
    expect(nodeTooOld({ node }, {})).toBeNull();
  });

  it.each(['22.12.9', '20.20.2', '18.0.0'])('refuses Node %s with what is needed and what to do', node => {
    expect(nodeTooOld({ node }, {})).toBe(
      `ob-backup-top needs Node 22.13 or later, and this is Node ${node}: ` +
        'install a newer Node, or put one first in PATH.',
    );
  });

  it.each([
    [{ LANG: 'zh_CN.UTF-8' }, true],
    [{ LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }, true],
    [{ LANG: 'zh_CN.GBK' }, false],
    [{ LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }, false],
  ])('says it in Chinese in the locale %j: %s', (env, isChinese) => {
    const sentence = nodeTooOld({ node: '20.20.2' }, env) ?? '';
    expect(sentence).toMatch(
      isChinese ? /需要 Node 22\.13 或更高版本，当前为 Node 20\.20\.2/ : /needs Node 22\.13/,
    );
  });

  it('requires the Node that package.json requires', async () => {
    const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
    expect(JSON.parse(text).engines.node).toBe('>=22.13');
  });

  it('imports nothing, as it must run on a Node where nothing else does', async () => {
    const text = await readFile(new URL('../../source/settings/node-version.ts', import.meta.url), 'utf8');
    expect(text).not.toMatch(/^import/m);
  });
});
