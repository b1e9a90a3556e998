import type { Given } from './arguments.ts';
import type { SwitchName, ValueName } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** What was written, by name of option. `text` is null and `given` false for what was not. */
export type Options = {
  readonly text: (name: ValueName) => string | null;
  readonly given: (name: SwitchName) => boolean;
};

/**
 * Throws a UsageError for options that contradict each other. `isTerminal`: standard output is one.
 */
export const refuseContradictions = (
  options: Options,
  given: readonly Given[],
  isTerminal: boolean,
): void => {
  const demo = (['demo', 'demo-serve'] as const).find(options.given);
  // A cluster that only serves may be told where to listen.
  const listening = (name: string): boolean => demo === 'demo-serve' && name === 'port';
  const connecting = given.find(({ flag }) => flag.group === 'connect' && !listening(flag.name))?.flag.name;
  const printing = (['once', 'json'] as const).find(options.given);
  const telling = (['notify', 'on-change'] as const).find(name =>
    given.some(({ flag }) => flag.name === name),
  );
  const contradictions: readonly (readonly [boolean, string])[] = [
    [
      demo !== undefined && connecting !== undefined,
      `Option --${demo} brings its own cluster, and --${connecting} is about another one: leave one of them out.`,
    ],
    [
      options.given('demo-serve') && printing !== undefined,
      `Option --demo-serve shows no backups, so --${printing} has nothing to print: use --demo instead.`,
    ],
    [
      options.given('demo-serve') && options.given('demo'),
      'Options --demo and --demo-serve are two ways to use the simulated cluster: leave one of them out.',
    ],
    [
      options.text('scenario') !== null && demo === undefined,
      'Option --scenario is about the simulated cluster: add --demo or --demo-serve, or leave it out.',
    ],
    [
      options.given('json') && !options.given('once') && isTerminal,
      'Option --json prints one document, not screens: add --once, or send the output to a file or a pipe.',
    ],
    [
      telling !== undefined && (printing !== undefined || demo === 'demo-serve' || !isTerminal),
      `Option --${telling} tells of changes while the screens are shown, and there are none here: ` +
        'leave it out, or run the program in a terminal.',
    ],
    [
      options.text('socket') !== null && (options.text('host') ?? options.text('port')) !== null,
      'Option --socket (-S) stands in place of host and port: leave out --host and --port, or --socket.',
    ],
  ];
  const found = contradictions.find(([applies]) => applies);
  if (found !== undefined) throw new UsageError(found[1]);
};
