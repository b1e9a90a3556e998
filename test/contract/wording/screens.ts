// The program's screens on the rows of a test's server, and both reports of the same rows.
import type { Server } from '../../../source/backup/server.ts';
import type { BackupSource } from '../../../source/backup/source.ts';
import { readSnapshot } from '../../../source/report/snapshot.ts';
import {
  openTerminal,
  type EmulatedTerminal as Terminal,
  type TerminalOptions,
} from '../../fixtures/emulated-terminal.ts';
import type { FakeSource } from '../../fixtures/fake-source.ts';
import { documentOf, onceOf } from './said.ts';

/** The screens on an emulated terminal, reading from this source. */
export function screensOn(source: BackupSource, given: TerminalOptions = {}): Terminal {
  // The emulated terminal adds a field to its source; the reader's own fields stay its own.
  const asked = new Proxy({} as FakeSource, {
    get: (own, name: keyof BackupSource) => own[name] ?? source[name]?.bind(source),
  });
  return openTerminal({ fake: asked, columns: 160, rows: 40, ...given });
}

/** What --once and --once --json say of the same rows. */
export async function reportsOf(
  source: BackupSource,
  wanted: { readonly tenant?: string; readonly job?: bigint; readonly timeZone?: string } = {},
) {
  const server: Server = await source.identify();
  const read = await readSnapshot(source, { tenant: wanted.tenant ?? null, job: wanted.job ?? null });
  const { document, text } = documentOf(server, read);
  return { once: onceOf(server, read, wanted.timeZone), document, json: text };
}

/** The line of a text that has all of these, or '' where none has. */
export function lineWith(text: string, ...parts: readonly string[]): string {
  return text.split('\n').find(line => parts.every(part => line.includes(part))) ?? '';
}
