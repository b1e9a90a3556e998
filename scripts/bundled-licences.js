// The licences of the packages that esbuild has put into the program. JavaScript, as the build runs on Node 20 too.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that ship no licence text: who holds the rights, as their README and sources say. All are MIT. */
const holders = {
  '@alcalzone/ink-table': 'Matic Zavadlal, AlCalzone',
  'yoga-layout': 'Meta Platforms, Inc. and affiliates.',
};

/** The MIT License.
 * @param {string} holder who holds the rights
 */
export function mit(holder) {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}

/** The folders of the packages of which something has come into an output of esbuild. */
function bundledFolders(metafiles) {
  const outputs = metafiles.flatMap(metafile => Object.values(metafile.outputs));
  const inputs = outputs.flatMap(output => Object.entries(output.inputs));
  const folders = inputs
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders)].filter(folder => folder !== undefined);
}

/** One package: its name, version and kind of licence, and the texts that it ships (licence and notice). */
function entryOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter(file => /^(licen[cs]e|copying|notice)(\.|$)/i.test(file));
  const texts = files.map(file => readFileSync(join(folder, file), 'utf8'));
  if (license === 'MIT' && name in holders && texts.length === 0) texts.push(mit(holders[name]));
  if (!license || texts.length === 0) throw new Error(`${name} ${version} is bundled, but ships no licence`);
  return { title: `${name} ${version} (${license})`, text: texts.map(text => text.trim()).join('\n\n') };
}

/**
 * The text of dist/LICENSES.txt. Throws for a package whose licence is not known: such a program must not be shipped.
 * @param {import('esbuild').Metafile[]} metafiles what esbuild says of each output file
 */
export function bundledLicences(metafiles) {
  const entries = bundledFolders(metafiles).map(entryOf);
  entries.sort((a, b) => (a.title < b.title ? -1 : 1));
  const rule = '-'.repeat(80);
  const parts = entries.map(({ title, text }) => `${rule}\n${title}\n${rule}\n\n${text}\n`);
  return `ob-backup-top contains these packages, under the licences that follow.\n\n${parts.join('\n')}`;
}
