// The executable with its pages in an archive, and as packages of RPM and Debian where nfpm is at hand.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { executableLicences, executableName } from './executable.ts';
import { documentFolder, type PackedFile, recipeFolder, writePackedFiles } from './packed-files.ts';
import type { Platform } from './platforms.ts';

const run = promisify(execFile);

/** What is said of the program where it is listed, and the moment that all files in archives are of. */
export interface Release {
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** Seconds since 1970: of the commit, so that archives of one commit are alike. */
  readonly time: number;
  /** Compressed only a little, for tests of what is in them: what is released is not. */
  readonly quick: boolean;
}

/** Lays out what an archive holds in a folder of its own, for as long as `use` takes. */
async function withContents<Result>(
  platform: Platform,
  executable: string,
  use: (folder: string, packed: readonly PackedFile[]) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'));
  try {
    await symlink(executable, join(folder, executableName));
    await writeFile(join(folder, 'LICENSES.txt'), await executableLicences(platform), { mode: 0o644 });
    return await use(folder, await writePackedFiles(folder));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Makes the `.tar.gz` of a platform's executable and returns its path. The same contents give the same bytes. */
export async function makeArchive(
  platform: Platform,
  executable: string,
  { version, time, quick }: Release,
  target: string,
): Promise<string> {
  const name = `ob-backup-top-${version}-${platform.name}`;
  const path = join(target, `${name}.tar.gz`);
  const alike = [`--mtime=@${time}`, '--sort=name', '--owner=0', '--group=0', '--numeric-owner'];
  const names = ['--mode=u=rwX,go=rX', '--dereference', `--transform=s,^\\.,${name},`];
  await withContents(platform, executable, folder =>
    run('tar', [
      '--create',
      `--use-compress-program=gzip -${quick ? 1 : 6}`,
      '--file',
      path,
      ...alike,
      ...names,
      '--directory',
      folder,
      '.',
    ]),
  );
  return path;
}

/** nfpm's description of the package, as JSON, which is YAML too. */
function nfpmConfig(
  platform: Platform,
  folder: string,
  packed: readonly PackedFile[],
  release: Release,
): string {
  const { version, description, license, time, quick } = release;
  const mtime = new Date(time * 1000).toISOString();
  const licences = `${documentFolder}/LICENSES.txt`;
  const pages = [...packed, { archive: 'LICENSES.txt', system: { rpm: licences, deb: licences } }];
  const files = (['rpm', 'deb'] as const).flatMap(packager =>
    pages.map(({ archive, system }) => ({
      src: join(folder, archive),
      dst: system[packager],
      packager,
      // Only an rpm has types; `rpm --query --docfiles` and `--licensefiles` list by them.
      ...(system.rpm.startsWith(documentFolder) ? { type: /LICENSE/.test(archive) ? 'license' : 'doc' } : {}),
      file_info: { mode: archive.startsWith('contrib/') ? 0o755 : 0o644, mtime },
    })),
  );
  const program = { src: join(folder, executableName), dst: `/usr/bin/${executableName}` };
  // The pages link to contrib/ as a folder of theirs.
  const recipes = {
    src: relative(documentFolder, recipeFolder),
    dst: `${documentFolder}/contrib`,
    type: 'symlink',
  };
  return JSON.stringify({
    name: 'ob-backup-top',
    arch: platform.nfpm,
    platform: 'linux',
    section: 'database',
    version,
    description,
    license,
    maintainer: 'The authors of ob-backup-top',
    mtime,
    contents: [
      { ...program, file_info: { mode: 0o755, mtime } },
      { ...recipes, file_info: { mtime } },
      ...files,
    ],
    overrides: {
      rpm: { depends: ['glibc >= 2.17'] },
      deb: { depends: ['libc6 (>= 2.17)'] },
    },
    // The rpm of CentOS 7 knows no zstd.
    rpm: { compression: quick ? 'gzip:1' : 'gzip', buildhost: 'localhost' },
    deb: { compression: quick ? 'none' : 'gzip' },
  });
}

/** Whether nfpm can be called. */
export async function hasNfpm(): Promise<boolean> {
  return run('nfpm', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Makes the RPM and the Debian package of a platform's executable, and returns their paths. */
export async function makeSystemPackages(
  platform: Platform,
  executable: string,
  release: Release,
  target: string,
): Promise<readonly string[]> {
  return withContents(platform, executable, async (folder, packed) => {
    // nfpm packs a link as a link.
    await rm(join(folder, executableName));
    await cp(executable, join(folder, executableName));
    const config = join(folder, 'nfpm.yaml');
    await writeFile(config, nfpmConfig(platform, folder, packed, release));
    const paths: string[] = [];
    for (const packager of ['rpm', 'deb']) {
      const env = { ...process.env, SOURCE_DATE_EPOCH: String(release.time) };
      const words = ['package', '--config', config, '--packager', packager, '--target', target];
      const { stdout } = await run('nfpm', words, { env });
      const made = /created package: (.+)/.exec(stdout)?.[1];
      if (made === undefined) throw new Error(`nfpm made no package: ${stdout}`);
      paths.push(join(target, basename(made)));
    }
    return paths;
  });
}
