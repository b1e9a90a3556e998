import { programEnvironment } from '../program.ts';

/** Variables that would change what the program draws, or whose password it finds, on one machine and not on another. */
const dropped =
  /^(CI|CI_.*|CONTINUOUS_INTEGRATION|NO_COLOR|FORCE_COLOR|COLORTERM|TERM_PROGRAM.*|COLUMNS|LINES|LANG|LANGUAGE|LC_.*|TZ|NODE_ENV|NODE_OPTIONS|VITEST.*|TEST|DEV|OB_PASSWORD|MYSQL_.*|XDG_CONFIG_HOME|OB_TEST_.*)$/;

/**
 * The environment of a program in a test's terminal: ours without what `dropped` names (Ink draws nothing until
 * the end when CI is set), as xterm-256color in UTF-8. What the test sets wins.
 */
export function terminalEnvironment(own: Record<string, string | undefined> = {}): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => !dropped.test(name));
  const all = {
    ...Object.fromEntries(kept),
    ...programEnvironment,
    TERM: 'xterm-256color',
    LANG: 'C.UTF-8',
    // No settings of whoever runs the tests.
    HOME: '/nonexistent',
    ...own,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
