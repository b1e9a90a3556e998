import { describe, expect, it } from 'vitest';
import { brokenServers } from '../oceanbase/connection/rogue/broken-servers.ts';
import { startRogue } from '../oceanbase/connection/rogue/server.ts';
import { run } from './run.ts';

describe('a server that breaks the protocol', () => {
  it.each(brokenServers)('is one sentence, with exit code 3: $title', async ({ behaviour, sentence }) => {
    const { port } = await startRogue(behaviour);
    const { code, stdout, stderr } = await run(['-h', '127.0.0.1', '-P', String(port), '--once']);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).not.toMatch(
      /mysql2|packet|TODO|offset|range|infile|closed state|undefined|plugin \w+\. See/i,
    );
    expect(stdout).toBe('');
    expect(code).toBe(3);
  });
});
