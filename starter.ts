// What `bin` names: loads the program, with code that V8 compiled at an earlier start. A Node of any age has to parse this.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledCode, compiledCodeFolder, type StartKind } from './source/lifecycle/compiled-code.ts';
import { plainQuestion } from './source/settings/about.ts';

declare const __BUILD__: string;

const words = process.argv.slice(2);

/** Which start it is. `isatty` of node:tty would load sockets, which only a terminal needs. */
function kindOf(): StartKind {
  if (plainQuestion(words) !== null) return 'about';
  return words.includes('--once') || process.stdout.isTTY !== true ? 'once' : 'screens';
}

const kind = kindOf();

compiledCode({
  program: dirname(fileURLToPath(import.meta.url)),
  folder: compiledCodeFolder(process.env, kind),
  build: __BUILD__,
}).load(kind === 'about' ? 'about.cjs' : 'program.cjs');
