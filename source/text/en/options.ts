/** The words of `--help` and of the README's table of options. */
export const optionWords = {
  usage: 'Usage: ob-backup-top [options]',
  purpose: 'Shows the progress of the data backups of an OceanBase 4.x cluster. It only reads.',
  groups: {
    connect: 'Connection (as with obclient and mysql)',
    show: 'Display',
    instead: 'Instead of the screens',
    about: 'Help and diagnosis',
  },
  descriptions: {
    host: 'server to connect to',
    port: '2881 for an observer, 2883 for ODP; with --demo-serve: port to listen on',
    user: 'user@tenant, or user@tenant#cluster through ODP',
    socket: 'Unix socket to connect to, instead of host and port',
    password: 'prompt for the password; takes no value, as other users could see it',
    'password-file': 'read the password from the first line of FILE, which only its owner may read',
    'ssl-mode': 'how TLS is used, as with mysql',
    'ssl-ca': 'PEM file with the CA certificates to verify the server against',
    'ssl-cert': 'PEM file with the certificate to log in with, for users that need one',
    'ssl-key': 'PEM file with the key of that certificate',
    'connect-timeout': 'seconds to wait for a connection and the login; 0 for no limit',
    'defaults-file': 'read this MySQL option file and no other',
    'defaults-extra-file': 'read this MySQL option file, too, before ~/.my.cnf',
    'defaults-group-suffix': 'also read the groups with TEXT behind their names, such as [clientTEXT]',
    'no-defaults': 'read no MySQL option files',
    profile: 'use this connection of the configuration file',
    'login-path': 'also read the group NAME of ~/.mylogin.cnf, written by mysql_config_editor',
    tenant: 'start with the jobs of this tenant',
    job: 'start with the task of this job',
    interval: 'seconds between refreshes, 0.5 to 3600',
    'max-age': 'warn where the last completed backup of a tenant is older: 26h, 90m, 3d4h',
    'max-run':
      'report a backup that runs longer than AGE; without it, one that takes three times as long as the last of its type',
    'time-zone': 'time zone of the times shown: a name such as Asia/Shanghai, +08:00, UTC or local',
    lang: 'language of all that is shown; by default that of the locale (LC_ALL, LC_MESSAGES, LANG): English in a C locale, Chinese written as GBK in a Chinese GBK locale',
    ascii: 'draw with ASCII characters only; the default if the locale is not UTF-8, such as C or GBK',
    plain: 'print lines of text in place of screens, for screen readers: the current state, then each change',
    'ambiguous-width':
      'cells that the terminal gives to bullets, blocks and lines; by default it is asked. With 2, ASCII marks are drawn',
    theme:
      'colors for this background; by default for the one that the terminal reports, else for a dark one',
    'no-color': 'no colors (also if NO_COLOR is set)',
    mouse:
      'wheel and click on the screens: a row, a column title, a key of the last line; Shift selects text',
    notify: 'send a terminal notification (OSC 9, OSC 777) when a backup ends, fails, is stuck or is refused',
    'on-change':
      'run CMD, without a shell, for each change, with one line of JSON on its standard input; also with --watch and --wait',
    once: 'print the current state and exit; the default if the output is not a terminal',
    watch: 'print a line for each change, until interrupted',
    wait: 'until the job of -j (with -t: of that tenant) has ended, or without -j all jobs that run now; the exit code says how they ended',
    timeout:
      'with --wait: how long to wait at most, for example 90s, 30m or 6h; without it, as long as it takes',
    progress: 'with --watch and --wait: also print how far each running job is, at each refresh',
    json: 'with --once: print one JSON document; with --watch and --wait: one JSON object a line',
    check:
      'print one line for Nagios, Icinga, Zabbix or cron: is there a good backup of each tenant younger than --max-age, is anything wrong; exits with 0 OK, 1 WARNING, 2 CRITICAL or 3 UNKNOWN',
    'max-lag':
      'with --check: an archive further behind is CRITICAL; without it, one that lags more than twice its archive_lag_target is a WARNING',
    exclude:
      'with --check and --metrics: leave these tenants out; names or IDs with commas between them, * for any characters',
    metrics: 'print the current state in OpenMetrics text, for a textfile collector',
    csv: 'print a list as CSV',
    tsv: 'print a list as tab-separated values',
    demo: 'start a simulated cluster inside the program and show its backups',
    'demo-serve': 'run only the simulated cluster: print how to connect to it, and run until interrupted',
    scenario: 'with --demo or --demo-serve: what happens in the simulated cluster',
    'print-config': 'print the settings in force and where each came from, and exit; secrets are masked',
    'debug-info':
      'print what a bug report needs (versions, terminal, settings, columns of the views), and exit; secrets are masked',
    'log-file':
      'also log each statement and event to FILE, a line of JSON each, without secrets; at 10 MB it becomes FILE.1',
    help: 'print this help and exit',
    version: 'print the version, the commit it was built from and what it runs on, and exit',
    licenses: 'print the licenses of the packages inside the program and exit',
  },
  oneOf: (description: string, choices: string) => `${description}: ${choices}`,
  withDefault: (description: string, value: string) => `${description} (default ${value})`,
  examples: 'Examples',
  example: {
    all_tenants: 'all tenants of a cluster',
    through_odp: 'through ODP',
    one_tenant: 'the jobs of one tenant, refreshed every 5 s',
    script: 'the current state, for a script',
    wait: 'wait for a backup, in a script',
    check: 'one line for monitoring',
    demo: 'a simulated cluster, to try the program out',
  },
  configFile:
    'Named connections (profiles) and settings for all of them are read from ob-backup-top/config.toml in $XDG_CONFIG_HOME ' +
    'or ~/.config; they come before the option files.',
  optionFiles:
    'Options not given here are read from the groups [client], [obclient] and [ob-backup-top] of the MySQL option files ' +
    '/etc/my.cnf, /etc/mysql/my.cnf and ~/.my.cnf and of ~/.mylogin.cnf.',
  password:
    'The password comes from the first of these that is given: -p, --password-file, a profile, an option ' +
    'file, OB_PASSWORD, MYSQL_PWD.',
  exitCodes: 'Exit codes',
};
