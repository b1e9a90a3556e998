import { basename, relative } from 'node:path';
import { runtimeOf } from '../settings/runtime.ts';

/** How a process was started: the parts of `process` that show it. */
export interface Started {
  readonly argv: readonly string[];
  readonly execPath: string;
  readonly versions: { readonly node?: string; readonly bun?: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  cwd(): string;
}

function quoted(word: string): string {
  return /^[\w./:@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The path from the folder of this run, where it is below it; that folder may have been removed. */
function fromFolder(cwd: Started['cwd'], script: string): string {
  try {
    const below = relative(cwd(), script);
    return below.startsWith('..') ? script : below;
  } catch {
    return script;
  }
}

/**
 * What a user types to start this program again from the same folder: `ob-backup-top` where it is installed, else the
 * path of the script with the Node that runs it, which below npm may be npm's own.
 */
export function programCall({ argv, execPath, versions, env, cwd }: Started): string {
  if (runtimeOf(versions).name === 'Bun') return quoted(execPath);
  const script = argv[1] ?? '';
  if (basename(script) === 'ob-backup-top') return 'ob-backup-top';
  const path = quoted(fromFolder(cwd, script));
  return env.npm_command === undefined ? `node ${path}` : `npx node ${path}`;
}
