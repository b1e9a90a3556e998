// What `bin` names: loads the program, with code that V8 compiled at an earlier start. A Node of any age has to parse this.
import { dirname } from 'node:path';
import { isatty } from 'node:tty';
import { fileURLToPath } from 'node:url';
import { compiledCode, compiledCodeFolder } from './source/lifecycle/compiled-code.ts';
import { plainQuestion } from './source/settings/about.ts';

declare const __BUILD__: string;

const words = process.argv.slice(2);
const kind =
  plainQuestion(words) !== null ? 'about' : words.includes('--once') || !isatty(1) ? 'once' : 'screens';

compiledCode({
  program: dirname(fileURLToPath(import.meta.url)),
  folder: compiledCodeFolder(process.env, kind),
  build: __BUILD__,
}).load('program.cjs');
