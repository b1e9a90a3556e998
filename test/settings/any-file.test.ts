import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../source/settings/read-settings.ts';
import { UsageError } from '../../source/settings/usage-error.ts';
import { sentence, wordsOf } from '../../source/text/words.ts';
import { inMemory } from './files/in-memory.ts';

const home = '/home/dba';
const config = `${home}/.config/ob-backup-top/config.toml`;

/** Settings, or a sentence; anything else is a fault. */
async function outcome(content: Parameters<typeof inMemory>[0]): Promise<string> {
  try {
    await readSettings({
      argv: ['--print-config'],
      env: { HOME: home, LANG: 'C.UTF-8' },
      isTerminal: true,
      files: inMemory(content),
      chooseProfile: null,
    });
    return 'settings';
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return sentence(wordsOf('en').usage, error.reason);
  }
}

const names = [
  'host',
  'port',
  'user',
  'password',
  'socket',
  'interval',
  'notify',
  'lang',
  'ssl',
  'once',
  'nonsense',
];
const pieces = fc.constantFrom(
  ...names,
  ...[
    '=',
    ' = ',
    '\n',
    '\n[client]\n',
    '\n[ob-backup-top]\n',
    '\n[profiles.a]\n',
    '[',
    ']',
    '.',
    '"',
    "'",
    '#',
    '\\',
  ],
  ...[
    'true',
    '5',
    '1e400',
    '-1',
    '0x10',
    '{}',
    '[1]',
    '2026-11-24',
    'x',
    '\u0000',
    '\u001B[2J',
    '\uD800',
    '中文',
  ],
);
const text = fc.oneof(
  fc.array(pieces, { maxLength: 25 }).map(found => found.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

describe('whatever is in a settings file', () => {
  it.each([
    ['option file', `${home}/.my.cnf`],
    ['configuration file', config],
  ])('%s gives settings or one sentence, without control characters', async (_, path) => {
    await fc.assert(
      fc.asyncProperty(text, async content => {
        const said = await outcome({ [path]: content });
        expect(said).toMatch(/^[^\p{Cc}]+$/u);
      }),
      { numRuns: 400 },
    );
  });

  it('a login file does, too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async bytes => {
        expect(await outcome({ [`${home}/.mylogin.cnf`]: { text: bytes } })).toBe('settings');
      }),
      { numRuns: 200 },
    );
  });
});
