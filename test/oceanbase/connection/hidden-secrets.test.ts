import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../../source/oceanbase/connection/secrets.ts';

const names = [
  'access_id',
  'ACCESS_KEY',
  'encrypt_key',
  'session_token',
  'Passwd',
  'accessKeyId',
  'X-Amz-Signature',
];
const secret = fc.stringMatching(/^[A-Za-z0-9+/_.-]{6,40}$/);

describe('a hidden secret', () => {
  it('does not survive where its name is spelled in another way, or has in it what is not seen', () => {
    const unseen = fc.constantFrom(
      '\0',
      '\u200b',
      '\u00ad',
      '\u202e',
      '\x1b[0m',
      '\x7f',
      '\u009b',
      '\ufe0f',
      '\ufeff',
    );
    const respelled: readonly ((name: string) => string)[] = [
      name => name.replaceAll(/[!-~]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
      name => name.replaceAll(/\w/g, letter => `%${letter.charCodeAt(0).toString(16)}`),
      name => name.replaceAll(/\w/g, letter => `\\u00${letter.charCodeAt(0).toString(16)}`),
      name => name.replaceAll(/\w/g, letter => `&#x${letter.charCodeAt(0).toString(16)};`),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...respelled), secret, (name, spell, value) => {
        expect(withoutSecrets(`host=h&${spell(name)}=${value}`)).not.toContain(value);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.nat(), unseen, secret, (name, where, what, value) => {
        const text = `host=h&${name}=${value}`;
        const at = 7 + (where % (name.length + 2));
        expect(withoutSecrets(text.slice(0, at) + what + text.slice(at))).not.toContain(value);
      }),
    );
  });
});
