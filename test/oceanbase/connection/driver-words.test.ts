import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { SourceError } from '../../../source/backup/source.ts';
import { liveSource } from '../../../source/oceanbase/live-source.ts';
import { errorInEnglish } from '../../fixtures/in-english.ts';
import { brokenServers, honest } from './rogue/broken-servers.ts';
import { accepted, packet, startRogue } from './rogue/server.ts';

/** What the first read from a server at this port fails with; null where it does not fail. */
async function failureAt(port: number, timeoutMillis: number): Promise<SourceError | null> {
  const source = liveSource({
    host: '127.0.0.1',
    port,
    socket: null,
    user: 'root@sys',
    password: '',
    ssl: { mode: 'preferred', ca: null },
    answerTimeoutMillis: timeoutMillis,
    connectTimeoutMillis: timeoutMillis,
  });
  try {
    return await source.read({ kind: 'tenants' }).then(
      () => null,
      (error: SourceError) => error,
    );
  } finally {
    await source.close();
  }
}

/** What is printed over the head of the program. */
function watchConsole() {
  const watched = vi.spyOn(console, 'error');
  onTestFinished(() => watched.mockRestore());
  return watched;
}

describe('a server that breaks the protocol', () => {
  it.each(brokenServers)('is put into words of ours: $title', async ({ behaviour, sentence }) => {
    const printed = watchConsole();
    const { port } = await startRogue(behaviour);
    const failure = await failureAt(port, 5_000);
    expect(errorInEnglish(failure as SourceError)).toMatch(sentence);
    expect(['cannot_connect', 'connection_lost', 'login_refused']).toContain(failure?.kind);
    expect(printed).not.toHaveBeenCalled();
  });

  it('never ends the program, prints nothing, and is never read as a cluster, whatever the bytes', {
    tags: ['slow'],
  }, async () => {
    const printed = watchConsole();
    const rogue = await startRogue(honest);
    const payload = fc.uint8Array({ maxLength: 40 });
    const packets = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 5 }), payload), { minLength: 1, maxLength: 4 })
      .map(sent => Buffer.concat(sent.map(([number, bytes]) => packet(number, bytes))));
    const after = fc.constantFrom('greeting', 'login', 'statement', 'login and OK', 'statement and OK');
    await fc.assert(
      fc.asyncProperty(after, fc.oneof(packets, fc.uint8Array({ minLength: 1 })), async (when, sent) => {
        const [at = '', ok] = when.split(' and ');
        const before = ok === undefined ? [] : [packet(at === 'login' ? 2 : 1, accepted)];
        rogue.behaviour = { ...honest, instead: { [at]: Buffer.concat([...before, sent]) } };
        const failure = await failureAt(rogue.port, 150);
        expect(failure?.name).toBe('SourceError');
        expect(errorInEnglish(failure as SourceError)).toContain('127.0.0.1:');
      }),
      { numRuns: 100 },
    );
    expect(printed).not.toHaveBeenCalled();
  });
});
