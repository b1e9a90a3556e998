import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

type Names = Readonly<Record<string, string>>;

/** The parts of a package's entry in the lock file, or of package.json, that are read. */
interface Entry {
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly dependencies?: Names;
  readonly devDependencies?: Names;
  readonly optionalDependencies?: Names;
}

async function read(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../${name}`, import.meta.url), 'utf8'));
}

const { packages } = (await read('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Entry>>;
};
const manifest = (await read('package.json')) as Entry;
const installed = Object.entries(packages).filter(([path]) => path !== '');

/** Whether that package is in the lock file for one who stands in that folder: Node looks in every folder above. */
function isThere(name: string, folder: string): boolean {
  if (`${folder && `${folder}/`}node_modules/${name}` in packages) return true;
  return (
    folder !== '' && isThere(name, folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1)))
  );
}

describe('the lock file', () => {
  it('has an integrity hash for every package', () => {
    const without = installed.filter(([, entry]) => !/^sha512-[\w+/]{86}==$/.test(entry.integrity ?? ''));
    expect(without.map(([path]) => path)).toEqual([]);
    expect(installed.length).toBeGreaterThan(100);
  });

  it('names no registry, so that any mirror can serve it', () => {
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('asks for what package.json asks for', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
    expect(packages['']?.optionalDependencies).toEqual(manifest.optionalDependencies);
  });

  it('has the very versions that package.json names', () => {
    const { dependencies, devDependencies, optionalDependencies } = manifest;
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    const locked = asked.map(([name]) => [name, packages[`node_modules/${name}`]?.version]);
    expect(locked).toEqual(asked.map(([name, version]) => [name, version.replace(/^npm:.*@/, '')]));
  });

  it('has the packages of every platform, not only of the one it was made on', () => {
    const missing = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).filter(
        name => !isThere(name, path),
      ),
    );
    expect(missing).toEqual([]);
  });
});
