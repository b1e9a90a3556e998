import { join } from 'node:path';

/** Environment variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A path with `~/` at its beginning, which no shell replaces in a file or behind `--option=`. */
export function atHome(path: string, { HOME }: Environment): string {
  return path.startsWith('~/') && HOME ? join(HOME, path.slice(2)) : path;
}
