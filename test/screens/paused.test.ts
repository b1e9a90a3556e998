import { describe, expect, it } from 'vitest';
import { type EmulatedTerminal, openTerminal } from '../fixtures/emulated-terminal.ts';
import { failureSaying } from '../fixtures/in-english.ts';

/** The lines between header and footer that are dim from their first letter to their last. */
function dimLines({ display, lines }: EmulatedTerminal): number {
  const { active } = display.term.buffer;
  // Of a blank nobody sees whether it is dim.
  const isDimCell = (x: number, row: number) => {
    const cell = active.getLine(row)?.getCell(x);
    return cell?.isDim() !== 0 || cell.getChars().trim() === '';
  };
  const isDim = (text: string, row: number) =>
    text !== '' && Array.from(text, (_, x) => isDimCell(x, row)).every(Boolean);
  return lines()
    .slice(0, -1)
    .filter((text, row) => row > 0 && isDim(text.trimEnd(), row)).length;
}

/** Lines that are faint in a picture of any age: the titles, and the rule below what needs someone. */
const hints = 2;

describe('A picture that is a minute old', () => {
  it('is dim as a whole where nothing newer could be read', async () => {
    const terminal = openTerminal({ colour: true });
    await terminal.shows('crm_prod');
    await terminal.idle();
    expect(dimLines(terminal)).toBe(hints);
    terminal.source.failure = failureSaying('connection_lost', 'The connection was lost.');
    await terminal.passes(60);
    await terminal.idle();
    expect(dimLines(terminal)).toBe(terminal.lines().slice(1, -2).filter(Boolean).length);
  });

  it('keeps its colours where the user paused: it is meant to be old', async () => {
    const terminal = openTerminal({ colour: true });
    await terminal.shows('crm_prod');
    terminal.type(' ');
    await terminal.shows('PAUSED');
    await terminal.passes(60);
    await terminal.shows('1m old');
    await terminal.idle();
    expect(dimLines(terminal)).toBe(hints);
  });
});
