import type { SettingsFiles } from '../../../source/settings/files/small-file.ts';

interface MemoryFile {
  readonly text: string | Uint8Array;
  readonly mode?: number;
}

/** A file system of a few files, each its text or with a mode (600 unless said), and of the folders they are in. */
export function inMemory(content: Readonly<Record<string, string | MemoryFile>>): SettingsFiles {
  return {
    read: path => {
      const file = content[path];
      if (file === undefined) return { code: 'ENOENT' };
      const { text: given, mode = 0o600 } = typeof file === 'string' ? { text: file } : file;
      const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
      return { text: Buffer.from(bytes).toString('utf8'), bytes, mode, isRegular: true };
    },
    list: folder => {
      const names = Object.keys(content)
        .filter(path => path.startsWith(`${folder}/`))
        .map(path => path.slice(folder.length + 1))
        .sort();
      return names.length === 0 ? { code: 'ENOENT' } : names;
    },
  };
}
