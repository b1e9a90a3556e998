import { emitKeypressEvents } from 'node:readline';
import { toAscii } from '../text/ascii.ts';
import { sanitise } from '../text/sanitise.ts';
import { cellWidth, fit } from '../text/width.ts';
import type { Words } from '../text/words.ts';
import type { OfferedProfile } from './profile-choice.ts';
import type { OnEnd, Terminal } from './prompt.ts';

/** What the menu shows: which of how many is marked. */
export interface MenuState {
  readonly count: number;
  readonly marked: number;
}

/** What a key does to the menu. */
export type MenuStep = { readonly marked: number } | 'taken' | 'left';

/** A key by readline's name for it. A digit takes its row, as far as there are digits. */
export function menuStep(
  { count, marked }: MenuState,
  key: { name?: string | undefined; ctrl?: boolean; sequence?: string },
): MenuStep {
  const { name, ctrl, sequence = '' } = key;
  if (ctrl === true) return name === 'c' || name === 'd' ? 'left' : { marked };
  if (name === 'return' || name === 'enter') return 'taken';
  if (name === 'escape' || name === 'q') return 'left';
  if (name === 'up' || name === 'k') return { marked: Math.max(0, marked - 1) };
  if (name === 'down' || name === 'j') return { marked: Math.min(count - 1, marked + 1) };
  if (/^[1-9]$/.test(sequence) && Number(sequence) <= count) return { marked: Number(sequence) - 1 };
  return { marked };
}

/** How the menu is drawn. */
export interface MenuLook {
  readonly isAscii: boolean;
  readonly words: Words['profileMenu'];
}

/** The lines of the menu, each within the width. At most `rows` profiles, those around the marked one. */
export function menuLines(
  profiles: readonly OfferedProfile[],
  marked: number,
  { columns, rows, isAscii, words }: MenuLook & { readonly columns: number; readonly rows: number },
): readonly string[] {
  const first = Math.max(0, Math.min(marked - Math.floor(rows / 2), profiles.length - rows));
  const widest = Math.max(...profiles.map(({ name }) => cellWidth(sanitise(name))));
  const width = Math.min(widest, Math.floor(columns / 2));
  const shown = profiles.slice(first, first + rows).map(({ name, user, host, port }, at) => {
    const index = first + at;
    const where = host === null ? null : port === null ? host : `${host}:${port}`;
    const to = [user, where].filter(part => part !== null).join(' · ');
    const number = index < 9 ? String(index + 1) : ' ';
    return `${index === marked ? '▸' : ' '} ${number} ${fit(sanitise(name), width)}  ${sanitise(to)}`;
  });
  const drawn = (line: string) => (isAscii ? toAscii(line) : line);
  return [words.title, ...shown].map(line => drawn(fit(line, columns - 1).trimEnd()));
}

/** Goes up that many lines and clears what is below. */
function up(lines: number): string {
  return `\u001B[${lines}A\r\u001B[J`;
}

/**
 * Shows the profiles below the shell's prompt and lets the user choose one; then the menu is taken away. Null where the user
 * leaves it, or the terminal goes away. Never rejects.
 */
export function askForProfile(
  profiles: readonly OfferedProfile[],
  terminal: Terminal,
  onEnd: OnEnd,
  look: MenuLook,
): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const { input, output } = terminal;
  const { columns = 80, rows = 24 } = output as { columns?: number; rows?: number };
  const size = { columns, rows: Math.max(1, rows - 2) };
  let marked = 0;
  let drawn = 0;
  const draw = () => {
    const lines = menuLines(profiles, marked, { ...size, ...look });
    output.write(`${drawn === 0 ? '' : up(drawn)}${lines.join('\n')}\n`);
    drawn = lines.length;
  };
  const setRaw = (on: boolean) => (input as { setRawMode?: (on: boolean) => void }).setRawMode?.(on);
  const unregister = onEnd('profile menu', () => setRaw(false));
  const settle = (name: string | null) => {
    input.removeListener('keypress', onKey);
    if (drawn > 0) output.write(up(drawn));
    drawn = 0;
    setRaw(false);
    unregister();
    resolve(name);
  };
  const onKey = (_text: unknown, key: Parameters<typeof menuStep>[1]) => {
    const step = menuStep({ count: profiles.length, marked }, key);
    if (step === 'left') return settle(null);
    if (step === 'taken') return settle(profiles[marked]?.name ?? null);
    if (step.marked === marked) return undefined;
    marked = step.marked;
    return draw();
  };
  emitKeypressEvents(input);
  input.on('keypress', onKey);
  input.once('end', () => settle(null));
  input.once('error', () => settle(null));
  setRaw(true);
  input.resume();
  draw();
  return promise.finally(() => terminal.close());
}
