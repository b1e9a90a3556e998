// The words of the page for man(1) that the program itself does not have.

/** A term and what it does. */
type Entries = readonly (readonly [string, string])[];

export interface ManWords {
  /** Requests that the language needs. */
  readonly setUp: readonly string[];
  /** The part of the manual that the page is in, which stands in its first line. */
  readonly manual: string;
  readonly headings: {
    readonly name: string;
    readonly synopsis: string;
    readonly description: string;
    readonly options: string;
    readonly exitStatus: string;
    readonly environment: string;
    readonly files: string;
    readonly examples: string;
    readonly seeAlso: string;
  };
  /** What the program is, behind its name: `apropos` shows it. */
  readonly name: string;
  /** What stands for the options in the synopsis. */
  readonly options: string;
  readonly description: readonly string[];
  readonly environment: Entries;
  readonly files: Entries;
  readonly betweenSentences: string;
  readonly betweenItems: string;
}

export const englishMan: ManWords = {
  setUp: [],
  manual: 'User Commands',
  headings: {
    name: 'NAME',
    synopsis: 'SYNOPSIS',
    description: 'DESCRIPTION',
    options: 'OPTIONS',
    exitStatus: 'EXIT STATUS',
    environment: 'ENVIRONMENT',
    files: 'FILES',
    examples: 'EXAMPLES',
    seeAlso: 'SEE ALSO',
  },
  name: 'show the progress of the data backups of an OceanBase cluster',
  options: 'options',
  description: [
    'Pick a tenant, see its backup jobs, and open a job to see its data and its log move.',
    'In the screens, press ? for the keys.',
  ],
  environment: [
    ['OB_PASSWORD', 'the password, after -p and --password-file'],
    ['MYSQL_PWD', 'the password, where none of the others is given'],
    ['MYSQL_HOME, MYSQL_TEST_LOGIN_FILE', 'where option files and the login path file are, as with mysql'],
    ['XDG_CONFIG_HOME', 'where ob-backup-top/config.toml is, ~/.config by default'],
    ['LC_ALL, LC_MESSAGES, LC_CTYPE, LANG', 'the language, and whether Unicode can be drawn'],
    ['TZ', 'the time zone of the times shown, unless --time-zone is given'],
    ['NO_COLOR, CLICOLOR=0', 'no colors'],
    ['FORCE_COLOR, CLICOLOR_FORCE', 'colors where the output is not a terminal, too'],
    ['OB_BACKUP_TOP_DEBUG', 'print the stack trace of an internal error'],
  ],
  files: [
    ['~/.config/ob-backup-top/config.toml', 'named connections (--profile) and settings'],
    ['/etc/my.cnf, ~/.my.cnf', 'MySQL option files: groups client, obclient and ob-backup-top'],
    ['~/.mylogin.cnf', 'logins of mysql_config_editor (--login-path)'],
  ],
  betweenSentences: '\n',
  betweenItems: ', ',
};

/**
 * Lets lines break between Chinese characters, but neither before a closing mark nor behind an opening one, as zh.tmac does,
 * which groff has since 1.22.4 only. Lines are not stretched to the margin: the few blanks would become wide.
 */
const chineseSetUp = [
  '.class [ideographs] \\[u4E00]-\\[u9FFF]',
  '.class [closing] \\[u3001] \\[u3002] \\[uFF09] \\[uFF0C] \\[uFF1A] \\[uFF1B] \\[uFF1F]',
  '.class [opening] \\[uFF08]',
  ".cflags 512 \\C'[ideographs]'",
  ".cflags 128 \\C'[closing]'",
  ".cflags 256 \\C'[opening]'",
  '.ad l',
  '.nh',
];

export const chineseMan: ManWords = {
  setUp: chineseSetUp,
  manual: '用户命令',
  headings: {
    name: '名称',
    synopsis: '概要',
    description: '描述',
    options: '选项',
    exitStatus: '退出码',
    environment: '环境变量',
    files: '文件',
    examples: '示例',
    seeAlso: '参见',
  },
  name: '显示 OceanBase 集群数据备份的进度',
  options: '选项',
  description: [
    '选择租户可查看其备份任务，打开任务可查看数据和日志的备份进度。',
    '在界面中按 ? 查看各个按键。',
  ],
  environment: [
    ['OB_PASSWORD', '密码，次于 -p 和 --password-file'],
    ['MYSQL_PWD', '密码，其他方式均未给出时使用'],
    ['MYSQL_HOME、MYSQL_TEST_LOGIN_FILE', '选项文件和登录路径文件的位置，与 mysql 一致'],
    ['XDG_CONFIG_HOME', 'ob-backup-top/config.toml 所在的目录，默认为 ~/.config'],
    ['LC_ALL、LC_MESSAGES、LC_CTYPE、LANG', '显示语言、输出编码，以及是否使用 Unicode 符号'],
    ['TZ', '显示时间所用的时区，--time-zone 优先'],
    ['NO_COLOR、CLICOLOR=0', '不使用颜色'],
    ['FORCE_COLOR、CLICOLOR_FORCE', '输出不是终端时也使用颜色'],
    ['OB_BACKUP_TOP_DEBUG', '发生内部错误时输出调用栈'],
  ],
  files: [
    ['~/.config/ob-backup-top/config.toml', '命名连接（--profile）和设置'],
    ['/etc/my.cnf、~/.my.cnf', 'MySQL 选项文件：组 client、obclient 和 ob-backup-top'],
    ['~/.mylogin.cnf', 'mysql_config_editor 写入的登录信息（--login-path）'],
  ],
  betweenSentences: '',
  betweenItems: '、',
};
