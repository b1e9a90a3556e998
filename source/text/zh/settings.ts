import { listed } from './punctuation.ts';

/** Said on standard error before the program goes on: what it did not take from files or from the command line. */
export const settingsNotices = {
  ignored_options: ({ options }: { options: string }) => `已忽略，在此不起作用：${options}。`,
  file_writable_by_others: ({ path }: { path: string }) =>
    `已忽略文件 '${path}'，因为任何用户都可写入，请执行 chmod o-w '${path}'。`,
  login_file_used_by_others: ({ path }: { path: string }) =>
    `已忽略文件 '${path}'，因为其他用户对其有权限，请执行 chmod 600 '${path}'。`,
  include_too_deep: ({ path, line }: { path: string; line: number }) =>
    `${path} 第 ${line} 行：已忽略此 !include，因为嵌套超过十层。`,
  comment_in_value: ({ path, line, key }: { path: string; line: number; key: string }) =>
    `${path} 第 ${line} 行：# 之后为注释，${key} 的值到此为止；如果 # 属于该值，请加引号。`,
};

/** Why settings files cannot be used. */
export const settingsFileSentences = {
  password_open_to_others: ({ path, mode }: { path: string; mode: string }) =>
    `此处的密码可被其他用户读取（权限 ${mode}）：请执行 chmod 600 '${path}'，或使用 -p 或 --password-file。`,
  ssl_cert_and_key: ({ given, missing }: { given: string; missing: string }) =>
    `选项 --${given} 还需要 --${missing}：客户端证书与私钥须同时给出。`,
  ssl_key_unusable: ({ cert, key, detail }: { cert: string; key: string; detail: string }) =>
    `证书 '${cert}' 与私钥 '${key}' 无法一起使用：${detail}。`,

  not_toml: ({ column, detail }: { column: number; detail: string }) =>
    `不是有效的 TOML（第 ${column} 列）：${detail}。`,
  profiles_no_table: () => 'profile 须为表：请写作 [profiles.NAME]，其下为设置。',
  key_needs_text: ({ key, argument }: { key: string; argument: string }) =>
    `选项 ${key} 的值须为文本或数字：请写作 ${key} = "${argument}"。`,
  config_writable_by_others: ({ path }: { path: string }) =>
    `任何用户都可写入配置文件 '${path}'，请执行 chmod 600 '${path}'。`,
  config_unreadable: ({ path, code }: { path: string; code: string }) =>
    `配置文件 '${path}' 读取失败（${code}）。`,
  no_profile: ({ profile, known }: { profile: string; known: string }) =>
    `默认 profile '${profile}' 不存在${known === '' ? '' : `，现有：${listed(known)}`}。`,
  no_profiles: ({ profile }: { profile: string }) =>
    `选项 --profile 指定了 '${profile}'，但没有配置文件：请在 ~/.config/ob-backup-top/config.toml 中写 ` +
    `[profiles.${profile}]。`,
  unknown_profile: (values: { profile: string; path: string; known: string; guess: string | null }) => {
    const { profile, path, known, guess } = values;
    const has = known === '' ? `'${path}' 中没有 profile` : `'${path}' 中现有：${listed(known)}`;
    return `未知 profile '${profile}'${guess === null ? '。' : `，是否为 ${guess}？`}${has}。`;
  },
  profile_needed: ({ path, known }: { path: string; known: string }) =>
    `'${path}' 中有多个 profile：请用 --profile 指定其中一个（${listed(known)}），或在文件开头写 profile = "NAME"。`,
  no_terminal_for_profile: ({ known }: { known: string }) =>
    `有多个 profile，但没有终端可供选择：请用 --profile 指定其中一个（${listed(known)}）。`,

  option_without_group: () => '第一个组之前有选项：请在其上方写组名，例如 [client]。',
  group_not_closed: () => '组名缺少右方括号：请写作 [client]。',
  folder_unreadable: ({ folder, code }: { folder: string; code: string }) =>
    `!includedir 的目录 '${folder}' 读取失败（${code}）。`,
  unknown_key: ({ key, guess }: { key: string; guess: string | null }) =>
    guess === null
      ? `未知选项 ${key}。全部选项见 ob-backup-top --help。`
      : `未知选项 ${key}，是否为 ${guess}？`,
  not_in_file: ({ key }: { key: string }) => `选项 ${key} 只能在命令行中给出，请从文件中删除。`,
  key_without_value: ({ key }: { key: string }) => `选项 ${key} 缺少值：请写作 ${key} = VALUE。`,
  key_is_switch: ({ key, text }: { key: string; text: string }) =>
    `选项 ${key} 的取值为 true 或 false，当前为 '${text}'。`,
  no_login_file: ({ path, loginPath }: { path: string; loginPath: string }) =>
    `选项 --login-path 指定了 '${loginPath}'，但没有可读的登录文件 '${path}'：请用 mysql_config_editor 创建。`,
  login_file_used_by_others: ({ path }: { path: string }) =>
    `登录文件 '${path}' 可被其他用户访问，请执行 chmod 600 '${path}'。`,
  login_file_damaged: ({ path }: { path: string }) =>
    `登录文件 '${path}' 已损坏，请用 mysql_config_editor 重新创建。`,
  no_login_path: ({ path, loginPath, known }: { path: string; loginPath: string; known: string }) =>
    `登录文件 '${path}' 中没有登录路径 '${loginPath}'${known === '' ? '' : `，现有：${listed(known)}`}。`,
};

/** An error with the place in a settings file where it was found. */
export function atPlace({ path, line, problem }: { path: string; line: number; problem: string }): string {
  return `${path} 第 ${line} 行：${problem}`;
}

/** The menu of profiles at the start. */
export const profileMenu = {
  title: '连接哪个集群？（↑↓ 或数字选择，Enter 确认，Esc 退出）',
};

/** The words of --print-config. */
export const configWords = {
  files: '文件',
  states: {
    read: '已读取',
    missing: '不存在',
    unreadable: '不可读',
    writable_by_others: '已忽略：任何用户都可写入',
    used_by_others: '已忽略：其他用户对其有权限',
    damaged: '已忽略：已损坏',
  },
  settings: '设置',
  prompted: '（交互输入）',
  noValue: '-',
  on: '开',
  off: '关',
  commandLine: '命令行',
  environment: (variable: string) => `环境变量 ${variable}`,
  place: (path: string, line: number) => `${path} 第 ${line} 行`,
  group: (place: string, group: string) => `${place}，组 [${group}]`,
  profile: (place: string, profile: string) => `${place}，profile ${profile}`,
  part: (name: string, place: string) => `${name}（${place}）`,
  fromFiles: (parts: readonly string[]) => `取自文件：${parts.join('、')}。`,
  usual: '默认',
};
