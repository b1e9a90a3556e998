// What stands on the terminal before raw mode, and what of it is put right afterwards.
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { makeTheme } from '../../source/presentation/theme.ts';
import { firstFrame } from '../../source/screens/first-frame.ts';
import { createKeyboard } from '../../source/terminal/keyboard.ts';
import { createTerminalScreen } from '../../source/terminal/terminal-screen.ts';
import { inZone } from '../../source/text/time.ts';
import { wordsOf } from '../../source/text/words.ts';
import { manualClock } from '../watch/manual-clock.ts';

const where = { user: 'root@sys', host: '10.0.0.5', port: 2881 };
const theme = makeTheme({ ascii: false, colour: false, words: wordsOf('en'), zone: inZone('UTC') });
const options = { where, intervalSeconds: 2, now: 0, theme };

describe('The first frame', () => {
  it('says whom we are connecting to, in the header and below it', () => {
    const [header, blank, connecting, ...more] = firstFrame(options, 80, 24);
    expect(header).toMatch(/^ root@sys · 10\.0\.0\.5:2881 +.*every 2s$/);
    expect(blank).toBe('');
    expect(connecting).toBe('  connecting to root@sys · 10.0.0.5:2881 … ');
    expect(more).toEqual([]);
  });

  it('is a sentence where the terminal is too small for screens', () => {
    expect(firstFrame(options, 50, 10)).toEqual([expect.stringContaining('50x10')]);
  });
});

/** A screen of which all that is written is kept. */
function screenWriting() {
  const written: string[] = [];
  const writer = {
    write: (text: string) => void written.push(text),
    isIdle: () => true,
    whenIdle: (then: () => void) => then(),
    close: () => true,
  };
  const screen = createTerminalScreen({
    writer,
    clock: manualClock(),
    size: () => ({ columns: 80, rows: 24 }),
  });
  return { screen, written: () => written.splice(0).join('') };
}

describe('A terminal that is not in raw mode yet', () => {
  it('is asked nothing, as its answer would be echoed', () => {
    const { screen, written } = screenWriting();
    screen.enter();
    screen.show(firstFrame(options, 80, 24));
    expect(written()).not.toMatch(/\x1b\[[56]n/);
    screen.listen('\x1b[6n');
    expect(written()).toBe('\x1b[6n');
    screen.show([...firstFrame(options, 80, 24), 'more']);
    expect(written()).toContain('\x1b[5n');
  });

  it('and was asked something draws the next frame from where its cursor surely is', () => {
    const { screen, written } = screenWriting();
    screen.enter();
    screen.show(['one', '', 'three']);
    screen.listen('\x1b[2;1H\x1b[6n');
    written();
    screen.show(['one', '', 'three!']);
    expect(written()).toMatch(/^\x1b\[3;6H\x1b\[m!/);
  });
});

describe('Keys that come in the first moment of raw mode', () => {
  const keyboard = () => {
    const clock = manualClock();
    const source = Object.assign(new PassThrough(), { setRawMode: () => undefined });
    let echoed = 0;
    const stdin = createKeyboard({
      source: source as unknown as NodeJS.ReadStream,
      clock,
      charset: 'utf-8',
      onRawMode: () => undefined,
      onEchoed: () => {
        echoed += 1;
      },
    });
    return { clock, source, stdin, echoed: () => echoed };
  };

  it('were typed before it, perhaps, and echoed: the screen is drawn again', () => {
    const { source, stdin, echoed } = keyboard();
    stdin.setRawMode(true);
    source.emit('data', Buffer.from('j'));
    expect(echoed()).toBe(1);
    expect(stdin.read()?.toString()).toBe('j');
  });

  it('are none of those that come later, nor what the terminal answers', async () => {
    const { clock, source, stdin, echoed } = keyboard();
    stdin.setRawMode(true);
    source.emit('data', Buffer.from('\x1b[0n\x1b[2;2R'));
    await clock.advance(500);
    source.emit('data', Buffer.from('j'));
    expect(echoed()).toBe(0);
  });
});
