/** Printed on standard error before the program continues: what it did not take from files or from the command line. */
export const settingsNotices = {
  ignored_options: ({ options }: { options: string }) =>
    `Ignored, because it changes nothing here: ${options}.`,
  file_writable_by_others: ({ path }: { path: string }) =>
    `File '${path}' is ignored, because any user can write to it: restrict it with chmod o-w '${path}'.`,
  login_file_used_by_others: ({ path }: { path: string }) =>
    `File '${path}' is ignored, because other users have rights to it: restrict it with chmod 600 '${path}'.`,
  include_too_deep: ({ path, line }: { path: string; line: number }) =>
    `${path}, line ${line}: this !include is ignored, because includes are nested more than ten deep.`,
  comment_in_value: ({ path, line, key }: { path: string; line: number; key: string }) =>
    `${path}, line ${line}: # begins a comment, so the value of ${key} ends before it: ` +
    'put the value in quotes if the # belongs to it.',
};

/** Why settings files cannot be used. */
export const settingsFileSentences = {
  password_open_to_others: ({ path, mode }: { path: string; mode: string }) =>
    `The password here can be read by other users (mode ${mode}): restrict the file with chmod 600 '${path}', ` +
    'or use -p or --password-file.',
  ssl_cert_and_key: ({ given, missing }: { given: string; missing: string }) =>
    `Option --${given} needs --${missing}, too: a client certificate and its key go together.`,
  ssl_key_unusable: ({ cert, key, detail }: { cert: string; key: string; detail: string }) =>
    `The certificate '${cert}' and the key '${key}' cannot be used together: ${detail}.`,

  not_toml: ({ column, detail }: { column: number; detail: string }) =>
    `This is not valid TOML (column ${column}): ${detail}.`,
  profiles_no_table: () => 'Profiles are tables: write [profiles.NAME] and the settings below it.',
  key_needs_text: ({ key, argument }: { key: string; argument: string }) =>
    `Option ${key} needs a text or a number: write ${key} = "${argument}".`,
  config_writable_by_others: ({ path }: { path: string }) =>
    `Any user can write to the configuration file '${path}': restrict it with chmod 600 '${path}'.`,
  config_unreadable: ({ path, code }: { path: string; code: string }) =>
    `The configuration file '${path}' cannot be read: the system reports ${code}.`,
  no_profile: ({ profile, known }: { profile: string; known: string }) =>
    `The usual profile '${profile}' does not exist: ${known === '' ? 'there are none' : `there are ${known}`}.`,
  no_profiles: ({ profile }: { profile: string }) =>
    `Option --profile names '${profile}', but there is no configuration file: write [profiles.${profile}] in ` +
    '~/.config/ob-backup-top/config.toml.',
  unknown_profile: (values: { profile: string; path: string; known: string; guess: string | null }) => {
    const { profile, path, known, guess } = values;
    const has = known === '' ? 'none' : known;
    return guess === null
      ? `Unknown profile '${profile}': '${path}' has ${has}.`
      : `Unknown profile '${profile}': did you mean ${guess}? '${path}' has ${has}.`;
  },
  profile_needed: ({ path, known }: { path: string; known: string }) =>
    `'${path}' has several profiles: name one with --profile (${known}), or write profile = "NAME" at its top.`,
  no_terminal_for_profile: ({ known }: { known: string }) =>
    `There are several profiles and no terminal to choose one on: name one with --profile (${known}).`,

  option_without_group: () =>
    'An option stands before the first group: write a group such as [client] above it.',
  group_not_closed: () => 'A group has no closing bracket: write it as [client].',
  folder_unreadable: ({ folder, code }: { folder: string; code: string }) =>
    `The folder '${folder}' of !includedir cannot be read: the system reports ${code}.`,
  unknown_key: ({ key, guess }: { key: string; guess: string | null }) =>
    guess === null
      ? `Unknown option ${key}: ob-backup-top --help lists all options.`
      : `Unknown option ${key}: did you mean ${guess}?`,
  not_in_file: ({ key }: { key: string }) =>
    `Option ${key} can be given on the command line only: remove it from the file.`,
  key_without_value: ({ key }: { key: string }) => `Option ${key} needs a value: write ${key} = VALUE.`,
  key_is_switch: ({ key, text }: { key: string; text: string }) =>
    `Option ${key} is either on or off: write true or false, not '${text}'.`,
  no_login_file: ({ path, loginPath }: { path: string; loginPath: string }) =>
    `Option --login-path names '${loginPath}', but there is no readable login file '${path}': create it with ` +
    'mysql_config_editor.',
  login_file_used_by_others: ({ path }: { path: string }) =>
    `The login file '${path}' can be used by other users: restrict it with chmod 600 '${path}'.`,
  login_file_damaged: ({ path }: { path: string }) =>
    `The login file '${path}' is damaged: create it again with mysql_config_editor.`,
  no_login_path: ({ path, loginPath, known }: { path: string; loginPath: string; known: string }) =>
    `The login file '${path}' has no login path '${loginPath}': it has ${known === '' ? 'none' : known}.`,
};

/** An error with the place in a settings file where it was found. */
export function atPlace({ path, line, problem }: { path: string; line: number; problem: string }): string {
  return `${path}, line ${line}: ${problem}`;
}

/** The menu of profiles at the start. */
export const profileMenu = {
  title: 'Which cluster?  (↑↓ or a digit, Enter takes it, Esc leaves)',
};

/** The words of --print-config. */
export const configWords = {
  files: 'Files',
  states: {
    read: 'read',
    missing: 'not there',
    unreadable: 'cannot be read',
    writable_by_others: 'ignored: any user can write to it',
    used_by_others: 'ignored: other users have rights to it',
    damaged: 'ignored: damaged',
  },
  settings: 'Settings',
  prompted: '(prompted for)',
  noValue: '-',
  on: 'on',
  off: 'off',
  commandLine: 'command line',
  environment: (variable: string) => `environment, ${variable}`,
  place: (path: string, line: number) => `${path}, line ${line}`,
  group: (place: string, group: string) => `${place}, group [${group}]`,
  profile: (place: string, profile: string) => `${place}, profile ${profile}`,
  part: (name: string, place: string) => `${name} (${place})`,
  fromFiles: (parts: readonly string[]) => `Read from files: ${parts.join(', ')}.`,
  usual: 'default',
};
