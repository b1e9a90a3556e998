/** Asked where the password is to be typed; as mysql asks. */
export const passwordPrompt = 'Enter password: ';

interface WrongValue {
  /** The option as the sentence names it: `--port (-P)`. */
  readonly option: string;
  /** What was written for its value. */
  readonly text: string;
}

interface SecretFile {
  readonly path: string;
  /** The option that names the file, without its dashes. */
  readonly option: string;
}

function onFile({ path, option }: SecretFile, problem: string): string {
  return `File '${path}' of option --${option} ${problem}.`;
}

function withoutShell(problem: string): string {
  return (
    `Option --on-change runs its command without a shell, ${problem}: quote it, or use ` +
    `--on-change "sh -c '…'" if you want a shell.`
  );
}

/** Why a command line, or a file or variable it names, cannot be used: one sentence each, with what to try. */
export const usageSentences = {
  unknown_option: ({ option, guess }: { option: string; guess: string | null }) =>
    `Unknown option ${option}: ${guess === null ? '' : `did you mean --${guess}? `}` +
    'ob-backup-top --help lists all options.',
  missing_value: (values: { option: string; usage: string; dashed: string | null; help: boolean }) => {
    const { option, usage, dashed, help } = values;
    return (
      `Option ${option} needs a value: write ${usage}` +
      `${help ? '; for help use --help or -?' : ''}` +
      `${dashed === null ? '' : `; write a value that begins with a dash as ${dashed}`}.`
    );
  },
  superfluous_value: ({ option }: { option: string }) =>
    `Option ${option} takes no value: write ${option} alone.`,
  password_as_value: () =>
    'Option --password (-p) takes no value, because other users can see it in ps and it stays in the shell ' +
    'history: write -p alone to be prompted, or use --password-file or OB_PASSWORD.',
  unexpected_word: ({ word }: { word: string }) =>
    `Unexpected argument '${word}': ob-backup-top takes options only; use -h HOST to connect to a host, ` +
    '-t NAME to start with a tenant.',

  wrong_port: ({ option, text }: WrongValue) =>
    `Option ${option} needs a number from 1 to 65535 (an observer listens on 2881, ODP on 2883), not '${text}'.`,
  wrong_interval: ({ option, text }: WrongValue) =>
    `Option ${option} needs a number of seconds from 0.5 to 3600, for example 2, not '${text}'.`,
  wrong_connect_timeout: ({ option, text }: WrongValue) =>
    `Option ${option} needs a whole number of seconds up to 43200, for example 10, not '${text}'.`,
  wrong_age: ({ option, text }: WrongValue) =>
    `Option ${option} needs a length of time such as 26h, 90m or 3d4h, not '${text}'.`,
  host_with_port: ({ option, text, instead }: WrongValue & { readonly instead: string }) =>
    `Option ${option} takes a host without a port (use ${instead}), not '${text}'.`,
  wrong_timeout: ({ option, text }: WrongValue) =>
    `Option ${option} needs a length of time such as 90s, 30m or 6h, or a number of seconds, 20d at most, not '${text}'.`,
  not_a_choice: ({ option, choices, text }: WrongValue & { readonly choices: string }) =>
    `Option ${option} must be one of ${choices}, not '${text}'.`,
  wrong_time_zone: ({ option, text }: WrongValue) =>
    `Option ${option} needs a time zone such as Asia/Shanghai, +08:00, UTC or local, not '${text}'.`,
  wrong_job_id: ({ option, text }: WrongValue) =>
    `Option ${option} needs a job ID, a number such as 12 (column JOB_ID), not '${text}'.`,
  wrong_user_name: ({ option }: { option: string }) =>
    `Option ${option} has an empty part: write user@tenant, or user@tenant#cluster through ODP, for example ` +
    'root@sys.',

  command_missing: () =>
    'Option --on-change needs a command, for example --on-change /usr/local/bin/page-me.',
  command_quote_open: ({ quote }: { quote: string }) => withoutShell(`and a quote (${quote}) is left open`),
  command_ends_in_backslash: () => withoutShell('and nothing follows the last backslash'),
  command_needs_shell: ({ character }: { character: string }) =>
    withoutShell(`so ${character} means nothing there`),
  command_expands_in_quotes: () => withoutShell('so $ or ` in double quotes means nothing there'),
  command_has_line_break: () => withoutShell('so a line break means nothing there'),

  demo_and_connection: ({ demo, connecting }: { demo: string; connecting: string }) =>
    `Option --${demo} brings its own cluster, and --${connecting} is about another one: leave one of them out.`,
  demo_serve_and_output: ({ printing }: { printing: string }) =>
    `Option --demo-serve shows no backups, so --${printing} has nothing to print: use --demo instead.`,
  demo_and_demo_serve: () =>
    'Options --demo and --demo-serve are two ways to use the simulated cluster: leave one of them out.',
  scenario_without_demo: () =>
    'Option --scenario is about the simulated cluster: add --demo or --demo-serve, or leave it out.',
  json_without_once: () =>
    'Option --json prints JSON, not screens: add --once, --watch or --wait, or redirect the output to a file or a pipe.',
  two_modes: ({ first, second }: { first: string; second: string }) =>
    `Options --${first} and --${second} each say what to do in place of the screens: leave one of them out.`,
  max_lag_without_check: () => 'Option --max-lag is a limit of --check: add --check, or leave it out.',
  exclude_without_check: () =>
    'Option --exclude leaves tenants out of --check and --metrics: add one of them, or leave it out.',
  timeout_without_wait: () => 'Option --timeout limits how long --wait waits: add --wait, or leave it out.',
  progress_without_watch: () =>
    'Option --progress is about what --watch and --wait print: add one of them, or leave it out.',
  changes_without_screens: ({ option, follows }: { option: string; follows: boolean }) =>
    `Option --${option} reports changes while the screens are shown, and there are none here: leave it out, ` +
    `${follows ? 'add --watch, ' : ''}or run the program in a terminal.`,
  defaults_file_and_none: () =>
    'Option --no-defaults reads no option files, and --defaults-file names one: leave one of them out.',
  socket_and_address: () =>
    'Option --socket (-S) replaces host and port: leave out --host and --port, or --socket.',

  no_terminal_to_ask: () =>
    'Option --password (-p) prompts on a terminal, and there is none: use --password-file or OB_PASSWORD.',
  no_password_entered: () =>
    'No password was entered before the input ended: start again, or use --password-file.',
  file_missing: (file: SecretFile) => onFile(file, 'does not exist: check the path'),
  file_not_permitted: (file: SecretFile) =>
    onFile(file, 'cannot be read by this user: check its owner and permissions'),
  file_is_directory: (file: SecretFile) => onFile(file, 'is a directory: name a file in it'),
  file_path_wrong: (file: SecretFile) =>
    onFile(file, 'does not exist, as part of its path is not a directory: check the path'),
  file_unreadable: ({ code, ...file }: SecretFile & { readonly code: string }) =>
    onFile(file, `cannot be read: the system reports ${code}`),
  file_open_to_others: ({ mode, ...file }: SecretFile & { readonly mode: string }) =>
    onFile(file, `can be read by other users (mode ${mode}): restrict it with chmod 600 '${file.path}'`),
  file_not_utf8: (file: SecretFile) => onFile(file, 'is not UTF-8 text: save it as UTF-8'),
  file_without_password: ({ path, option }: SecretFile) =>
    `The first line of file '${path}' of option --${option} is empty: write the password there.`,
  file_without_certificate: ({ marker, ...file }: SecretFile & { readonly marker: string }) =>
    onFile(file, `contains no certificate: it must be a PEM file with '${marker}'`),

  node_too_old_for_demo: ({ needed, running }: { needed: string; running: string }) =>
    `The demo of ob-backup-top needs Node ${needed} or later, and this is Node ${running}: install a newer Node, ` +
    'or put one first in PATH.',
  licenses_missing: () =>
    'The licenses are not installed: LICENSES.txt, which belongs in the folder of cli.js, is missing. ' +
    'Install ob-backup-top again.',
  simulator_missing: () =>
    'The simulated cluster is not installed: simulator.cjs, which belongs in the folder of cli.js, is missing. ' +
    'Install ob-backup-top again.',
  port_in_use: ({ port }: { port: string }) =>
    `Port ${port} is in use: choose another with --port, or leave it out to use a free one.`,
};
