import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commandWords } from '../../source/settings/command-words.ts';

describe('the words of a command', () => {
  it.each([
    ['page-me', ['page-me']],
    ['notify-send  -u critical', ['notify-send', '-u', 'critical']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`say "a \\"q\\" \\n" ''`, ['say', 'a "q" \\n', '']],
    [`sh -c 'cat >> "$HOME/x" | tee'`, ['sh', '-c', 'cat >> "$HOME/x" | tee']],
    ['curl https://host/#part --user=a~b', ['curl', 'https://host/#part', '--user=a~b']],
    ['tell 租户', ['tell', '租户']],
  ])('of %s', (command, words) => {
    expect(commandWords(command)).toEqual(words);
  });

  it.each([
    ['jq . >> log', '>'],
    ['a | b', '|'],
    ['a $HOME', '$'],
    ['a "$HOME"', '$ or ` in double quotes'],
    ['a; b', ';'],
    ['~/bin/page-me', '~'],
    ['a # b', '#'],
    ['ls *.log', '*'],
    ['a\nb', 'a line break'],
    ["it's", "a quote (')"],
    ['a "b', 'a quote (")'],
    ['a \\', 'the last backslash'],
  ])('are refused where only a shell would know what to do: %s', (command, named) => {
    expect(() => commandWords(command)).toThrow(named);
    expect(() => commandWords(command)).toThrow('without a shell');
  });

  it.each(['', '   ', "''"])('are needed: "%s"', command => {
    expect(() => commandWords(command)).toThrow('needs a command');
  });

  it('come back as they are whatever they hold, when each is quoted', () => {
    const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
    const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1 });
    fc.assert(
      fc.property(words, some => {
        expect(commandWords(some.map(quoted).join(' '))).toEqual(some);
      }),
    );
  });
});
