/** Of the modes that only say something about the program, those that a command line alone can ask for. */
export type PlainQuestion = 'help' | 'version';

/**
 * What the words after the program's name ask for where it can be seen without reading them in full, which takes longer than
 * the answer. Someone who asks for help gets it, whatever else is wrong with the line.
 */
export function plainQuestion(argv: readonly string[]): PlainQuestion | null {
  if (argv.some(word => word === '--help' || word === '-?')) return 'help';
  const [word, ...others] = argv;
  return others.length === 0 && (word === '--version' || word === '-V') ? 'version' : null;
}
