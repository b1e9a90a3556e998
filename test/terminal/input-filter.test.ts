import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createInputFilter } from '../../source/terminal/input-filter.ts';
import { manualClock } from '../watch/manual-clock.ts';

function stage() {
  const clock = manualClock();
  let passed = '';
  let statuses = 0;
  const filter = createInputFilter({
    clock,
    onStatus: () => {
      statuses += 1;
    },
    emit: keys => {
      passed += keys;
    },
  });
  return {
    clock,
    filter,
    push: (...pieces: string[]) => {
      for (const piece of pieces) filter.push(piece);
    },
    statuses: () => statuses,
    passed: () => {
      const all = passed;
      passed = '';
      return all;
    },
  };
}

const keys = [
  'j',
  '\r',
  '\x03',
  '\x7f',
  'é',
  '租',
  '\x1b[A',
  '\x1bOB',
  '\x1b[6~',
  '\x1b[1;5C',
  '\x1bx',
  '\x1b[[B',
  '\x1b[2$',
];
const answers = [
  '\x1b]11;rgb:ffff/ffff/ffff\x1b\\',
  '\x1b]10;rgb:0000/qqqq/0000\x07',
  '\x1bP>|tmux 3.4 q\x1b\\',
  '\x1bP1+r544e=787465726d\x1b\\',
  '\x1b_Gi=31;OK\x1b\\',
  '\x1b[?1;2c',
  '\x1b[>41;410;0c',
  '\x1b[24;80R',
  '\x1b[0n',
  '\x1b[?2026;2$y',
  '\x1b[?1u',
  '\x1b[8;24;80t',
  '\x1b[I',
  '\x1b[O',
  '\x1b[<0;10;5M',
  '\x1b[M q!',
  '\x9d11;rgb:q/q/q\x9c',
];

describe('function keys', () => {
  it.each([
    ['F1', ['\x1bOP', '\x1b[11~', '\x1b[[A'], '\uF704'],
    ['F5', ['\x1b[15~', '\x1b[[E'], '\uF708'],
    ['F10', ['\x1b[21~'], '\uF70D'],
  ])('%s comes as one private character, however the terminal writes it', (_, written, character) => {
    for (const sequence of written) {
      const { push, passed } = stage();
      push(sequence);
      expect(passed()).toBe(character);
    }
  });
});

describe('input', () => {
  it('of keys passes as it is, of answers nothing, in whatever pieces it comes', () => {
    const token = fc.oneof(
      fc.constantFrom(...keys).map(text => ({ text, passes: text })),
      fc.constantFrom(...answers).map(text => ({ text, passes: '' })),
      fc
        .stringMatching(/^[a-z \r\n]{0,30}$/)
        .map(text => ({ text: `\x1b[200~${text}\x1b[201~`, passes: text && `\x1b[200~${text}\x1b[201~` })),
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (tokens, places) => {
          const { push, passed } = stage();
          const whole = tokens.map(({ text }) => text).join('');
          const cuts = [0, ...places.map(place => place % (whole.length + 1)), whole.length].sort(
            (a, b) => a - b,
          );
          push(...cuts.slice(1).map((end, at) => whole.slice(cuts[at], end)));
          expect(passed()).toBe(tokens.map(({ passes }) => passes).join(''));
        },
      ),
    );
  });

  it('of an escape alone is the Esc key after a moment, in the form that needs no waiting', async () => {
    const { push, passed, clock } = stage();
    push('\x1b');
    expect(passed()).toBe('');
    await clock.advance(50);
    expect(passed()).toBe('\x1b[27u');
    push('j');
    expect(passed()).toBe('j');
  });

  it('of Esc right before an answer is Esc', () => {
    for (const answer of answers) {
      const { push, passed } = stage();
      push('\x1b', answer, 'j');
      expect(passed()).toBe('\x1b[27uj');
    }
  });

  it('that stops in the middle of a sequence or an answer leaves no keys behind', async () => {
    for (const beginning of [
      '\x1b[',
      '\x1b[<0;1',
      '\x1bO',
      '\x1b]',
      '\x1b]11;rgb:ff',
      '\x1bP>|q',
      '\x1b[M',
    ]) {
      const { push, passed, clock } = stage();
      push(beginning);
      await clock.advance(2000);
      push('j');
      expect(passed()).toBe('j');
    }
  });

  it('of a paste without its end is handed over after half a second; keys work a second later', async () => {
    const { push, passed, clock } = stage();
    push('\x1b[200~abc');
    await clock.advance(499);
    push('def');
    await clock.advance(499);
    expect(passed()).toBe('');
    await clock.advance(1);
    expect(passed()).toBe('\x1b[200~abcdef\x1b[201~');
    push('q\r');
    await clock.advance(1000);
    push('j');
    expect(passed()).toBe('j');
  });

  it('of an answer amid a paste is no part of it, and is taken as the answer', async () => {
    const { push, passed, clock, statuses } = stage();
    push('\x1b[200~ab');
    push('\x1b[');
    push('0nc');
    push('\x1b[201~');
    expect(passed()).toBe('\x1b[200~abc\x1b[201~');
    push('\x1b[200~ab\x1b[0n');
    await clock.advance(500);
    expect(passed()).toBe('\x1b[200~ab\x1b[201~');
    push('\x1b[0n');
    await clock.advance(1000);
    expect(passed()).toBe('');
    expect(statuses()).toBe(3);
  });

  it('of the late rest of a paste is no key', async () => {
    const { push, passed, clock } = stage();
    push('\x1b[200~abc');
    await clock.advance(900);
    push('rest\rwith q');
    await clock.advance(900);
    push('and more q\x1b[201');
    push('~j');
    expect(passed()).toBe('\x1b[200~abc\x1b[201~j');
  });

  it('holds little of a long paste', () => {
    const { push, passed } = stage();
    push('\x1b[200~');
    for (let piece = 0; piece < 1000; piece++) push('x'.repeat(1000));
    push('\x1b[20', '1~j');
    expect(passed()).toBe(`\x1b[200~${'x'.repeat(4096)}\x1b[201~j`);
  });

  it('of Ctrl-C comes out of whatever is unfinished', () => {
    const inPieces = fc.array(
      fc.constantFrom('\x1b', '[', ']', 'P', 'O', '200~', ';', '1', 'x', 'M', '\x1b[200~'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(inPieces, pieces => {
        const { push, passed } = stage();
        push(...pieces, '\x03');
        expect(passed().endsWith('\x03')).toBe(true);
      }),
    );
  });

  it('in the form of modifyOtherKeys is the same key in the form of kitty', () => {
    const { push, passed } = stage();
    push('\x1b[27;5;99~');
    expect(passed()).toBe('\x1b[99;5u');
  });
});
