// Resolves all packages again and writes package-lock.json: `npm run lock`. In an empty folder, since npm 10 takes
// what is installed for all there is and would leave out the packages of other platforms.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checkout = new URL('..', import.meta.url).pathname;
const folder = await mkdtemp(join(tmpdir(), 'lock-'));
try {
  for (const name of ['package.json', '.npmrc']) await copyFile(join(checkout, name), join(folder, name));
  const options = ['--package-lock-only', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', ['install', ...options], { cwd: folder, stdio: 'inherit' });
  await copyFile(join(folder, 'package-lock.json'), join(checkout, 'package-lock.json'));
} finally {
  await rm(folder, { recursive: true });
}
