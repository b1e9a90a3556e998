import { readFile } from 'node:fs/promises';
import { UsageError } from '../settings/usage-error.ts';

/**
 * The licences of the packages inside the program. The build puts the file next to the program, and into the executable.
 * @throws UsageError where the file is missing
 */
export async function licenceTexts(): Promise<string> {
  try {
    return await readFile(new URL('LICENSES.txt', import.meta.url), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UsageError({ id: 'licenses_missing' });
  }
}
