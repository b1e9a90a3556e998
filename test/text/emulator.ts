import { UnicodeGraphemesAddon } from '@xterm/addon-unicode-graphemes';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import xterm from '@xterm/headless';

/** The tables of widths of xterm.js: its default, the one of VS Code, and one that counts by whole clusters. */
export const emulatorTables = ['6', '11', '15-graphemes'] as const;

export type EmulatorTable = (typeof emulatorTables)[number];

/** In which column the cursor of xterm.js stands after each of the texts, written from the first column on. */
export async function columnsAfter(texts: readonly string[], table: EmulatorTable): Promise<number[]> {
  const terminal = new xterm.Terminal({ cols: 500, rows: 2, scrollback: 0, allowProposedApi: true });
  terminal.loadAddon(new Unicode11Addon());
  terminal.loadAddon(new UnicodeGraphemesAddon());
  terminal.unicode.activeVersion = table;
  const columns: number[] = [];
  for (let start = 0; start < texts.length; start += 1000) {
    const written = texts.slice(start, start + 1000).map(
      text =>
        new Promise<void>(resolve => {
          terminal.write(`\r\x1b[K${text}`, () => {
            columns.push(terminal.buffer.active.cursorX);
            resolve();
          });
        }),
    );
    await Promise.all(written);
  }
  terminal.dispose();
  return columns;
}
