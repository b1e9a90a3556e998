import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { engineOrReason } from './package.ts';

/** A machine the engine is not built for is reported before anything else. */
const unfit = platform() !== 'linux' || arch() !== 'x64';

describe.skipIf(unfit)('Fetching the engine', () => {
  let folder: string;
  let cache: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ob-fetch-'));
    cache = join(folder, 'cache');
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
  });

  /** A Python that answers `pip --version` and does with the rest what the shell lines say. */
  async function pythonThat(lines: string): Promise<string> {
    const file = join(folder, 'python');
    await writeFile(file, `#!/bin/bash\ncase "$*" in *--version) exit 0;; esac\n${lines}\n`);
    await chmod(file, 0o755);
    return file;
  }

  /** Downloads a wheel that holds the word `wheel`, and unpacks what looks like the engine. */
  const downloads = [
    'while [ $# -gt 1 ]; do',
    '  if [ "$1" = --dest ]; then printf wheel > "$2/a.whl"; exit 0; fi',
    '  if [ "$1" = -e ]; then mkdir -p "$3/pylibseekdb" && touch "$3/pylibseekdb/seekdb"; exit 0; fi',
    '  shift',
    'done',
  ].join('\n');
  const sha256 = createHash('sha256').update('wheel').digest('hex');

  it('says that there is no pip where no Python has one', async () => {
    expect(await engineOrReason({ cache, pythons: ['no-such-python'] })).toEqual({
      reason: 'the engine is fetched with pip, and no Python with pip was found',
    });
  });

  it("gives pip's reason when the download fails, and leaves nothing behind", async () => {
    const python = await pythonThat('echo "WARNING: retrying" >&2; echo "no route to host" >&2; exit 1');
    const answer = await engineOrReason({ cache, pythons: [python] });
    expect(answer).toEqual({ reason: expect.stringMatching(/^pip could not fetch .*: no route to host$/) });
    expect(await readdir(cache)).toEqual([]);
  });

  it('refuses a wheel that is not the published one', async () => {
    const answer = await engineOrReason({ cache, pythons: [await pythonThat(downloads)] });
    expect(answer).toEqual({ reason: expect.stringContaining(`has the checksum ${sha256}`) });
    expect(await readdir(cache)).toEqual([]);
  });

  it('can be done by two runs at once, and asks pip no more when it is there', async () => {
    const pythons = [await pythonThat(downloads)];
    const answers = await Promise.all([1, 2].map(() => engineOrReason({ cache, pythons, sha256 })));
    expect(answers[0]).toEqual({ program: expect.stringContaining(cache) });
    expect(answers[1]).toEqual(answers[0]);
    expect(await engineOrReason({ cache, pythons: ['no-such-python'] })).toEqual(answers[0]);
    expect(await readdir(cache)).toHaveLength(1);
  });
});
