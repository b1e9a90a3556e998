import { listed } from './punctuation.ts';

/** Asked where the password is to be typed; as mysql asks. */
export const passwordPrompt = '请输入密码: ';

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
  return `选项 --${option} 的文件 '${path}' ${problem}。`;
}

function withoutShell(problem: string): string {
  return (
    `选项 --on-change 的命令不经过 shell 执行，${problem}：请加引号；如需 shell，` +
    `请使用 --on-change "sh -c '…'"。`
  );
}

/** Why a command line, or a file or variable it names, cannot be used: one sentence each, with what to try. */
export const usageSentences = {
  unknown_option: ({ option, guess }: { option: string; guess: string | null }) =>
    `未知选项 ${option}${guess === null ? '。' : `，是否为 --${guess}？`}全部选项见 ob-backup-top --help。`,
  missing_value: (values: { option: string; usage: string; dashed: string | null; help: boolean }) => {
    const { option, usage, dashed, help } = values;
    return (
      `选项 ${option} 缺少值：请写作 ${usage}` +
      `${help ? '；查看帮助请使用 --help 或 -?' : ''}` +
      `${dashed === null ? '' : `；以短横线开头的值请写作 ${dashed}`}。`
    );
  },
  superfluous_value: ({ option }: { option: string }) => `选项 ${option} 不带值，请单独写 ${option}。`,
  password_as_value: () =>
    '选项 --password (-p) 不带值，因为命令行中的密码会出现在 ps 和 shell 历史中：请单独写 -p 后交互输入，' +
    '或使用 --password-file、OB_PASSWORD。',
  unexpected_word: ({ word }: { word: string }) =>
    `多余的参数 '${word}'：ob-backup-top 只接受选项。连接主机用 -h HOST，指定租户用 -t NAME。`,

  wrong_port: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为 1 到 65535 的整数（OBServer 节点为 2881，ODP 为 2883），当前为 '${text}'。`,
  wrong_interval: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为 0.5 到 3600 秒，例如 2，当前为 '${text}'。`,
  wrong_age: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为时长，例如 26h、90m 或 3d4h，当前为 '${text}'。`,
  wrong_connect_timeout: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为不超过 43200 的整数秒，例如 10，当前为 '${text}'。`,
  host_with_port: ({ option, text, instead }: WrongValue & { readonly instead: string }) =>
    `选项 ${option} 只写主机，不带端口（请使用 ${instead}），当前为 '${text}'。`,
  wrong_timeout: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为时长（如 90s、30m、6h）或秒数，最长 20d，当前为 '${text}'。`,
  not_a_choice: ({ option, choices, text }: WrongValue & { readonly choices: string }) =>
    `选项 ${option} 的取值为 ${listed(choices)} 之一，当前为 '${text}'。`,
  wrong_time_zone: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为时区，例如 Asia/Shanghai、+08:00、UTC 或 local，当前为 '${text}'。`,
  wrong_job_id: ({ option, text }: WrongValue) =>
    `选项 ${option} 的取值为备份任务的 JOB_ID，例如 12，当前为 '${text}'。`,
  wrong_user_name: ({ option }: { option: string }) =>
    `选项 ${option} 中有空的部分：请写作 user@tenant，通过 ODP 连接时写作 user@tenant#cluster，例如 root@sys。`,

  command_missing: () => '选项 --on-change 缺少命令，例如 --on-change /usr/local/bin/page-me。',
  command_quote_open: ({ quote }: { quote: string }) => withoutShell(`引号 (${quote}) 未闭合`),
  command_ends_in_backslash: () => withoutShell('末尾的反斜杠后没有字符'),
  command_needs_shell: ({ character }: { character: string }) => withoutShell(`${character} 在此无效`),
  command_expands_in_quotes: () => withoutShell('双引号中的 $ 或 ` 在此无效'),
  command_has_line_break: () => withoutShell('换行在此无效'),

  demo_and_connection: ({ demo, connecting }: { demo: string; connecting: string }) =>
    `选项 --${demo} 自带模拟集群，--${connecting} 用于连接其他集群，请去掉其中一个。`,
  demo_serve_and_output: ({ printing }: { printing: string }) =>
    `选项 --demo-serve 不显示备份，--${printing} 没有可输出的内容，请改用 --demo。`,
  demo_and_demo_serve: () => '选项 --demo 和 --demo-serve 不能同时使用，请去掉其中一个。',
  scenario_without_demo: () =>
    '选项 --scenario 仅用于模拟集群：请加上 --demo 或 --demo-serve，或去掉该选项。',
  json_without_once: () =>
    '选项 --json 输出 JSON，不进入界面：请加上 --once、--watch 或 --wait，或将输出重定向到文件或管道。',
  two_modes: ({ first, second }: { first: string; second: string }) =>
    `选项 --${first} 与 --${second} 各自决定程序的运行方式：请去掉其中一个。`,
  max_lag_without_check: () => '选项 --max-lag 是 --check 的上限：请加上 --check，或去掉该选项。',
  exclude_without_check: () =>
    '选项 --exclude 从 --check 和 --metrics 中排除租户：请加上其中一个，或去掉该选项。',
  timeout_without_wait: () => '选项 --timeout 限制 --wait 的等待时间：请加上 --wait，或去掉该选项。',
  progress_without_watch: () =>
    '选项 --progress 用于 --watch 和 --wait 的输出：请加上其中一个，或去掉该选项。',
  changes_without_screens: ({ option, follows }: { option: string; follows: boolean }) =>
    `选项 --${option} 在界面显示期间通知变化，当前没有界面：请去掉该选项，${follows ? '加上 --watch，' : ''}或在终端中运行。`,
  defaults_file_and_none: () =>
    '选项 --no-defaults 不读取选项文件，--defaults-file 指定了选项文件，请去掉其中一个。',
  socket_and_address: () =>
    '选项 --socket (-S) 与主机、端口不能同时使用：请去掉 --host 和 --port，或去掉 --socket。',

  no_terminal_to_ask: () =>
    '选项 --password (-p) 需要在终端中输入密码，当前没有终端：请使用 --password-file 或 OB_PASSWORD。',
  no_password_entered: () => '未输入密码，输入已结束：请重新运行，或使用 --password-file。',
  file_missing: (file: SecretFile) => onFile(file, '不存在，请检查路径'),
  file_not_permitted: (file: SecretFile) => onFile(file, '当前用户不可读，请检查属主和权限'),
  file_is_directory: (file: SecretFile) => onFile(file, '是目录，请指定其中的文件'),
  file_path_wrong: (file: SecretFile) => onFile(file, '不存在：路径中有一部分不是目录，请检查路径'),
  file_unreadable: ({ code, ...file }: SecretFile & { readonly code: string }) =>
    onFile(file, `读取失败（${code}）`),
  file_open_to_others: ({ mode, ...file }: SecretFile & { readonly mode: string }) =>
    onFile(file, `可被其他用户读取（权限 ${mode}），请执行 chmod 600 '${file.path}'`),
  file_not_utf8: (file: SecretFile) => onFile(file, '不是 UTF-8 文本，请另存为 UTF-8'),
  file_without_password: ({ path, option }: SecretFile) =>
    `选项 --${option} 的文件 '${path}' 首行为空，请将密码写在首行。`,
  file_without_certificate: ({ marker, ...file }: SecretFile & { readonly marker: string }) =>
    onFile(file, `中没有证书，应为包含 '${marker}' 的 PEM 文件`),

  node_too_old_for_demo: ({ needed, running }: { needed: string; running: string }) =>
    `ob-backup-top 的演示需要 Node ${needed} 或更高版本，当前为 Node ${running}：请安装新版 Node，或将其放在 PATH 最前。`,
  licenses_missing: () => '未找到许可证文件：cli.js 所在目录缺少 LICENSES.txt，请重新安装 ob-backup-top。',
  simulator_missing: () => '未找到模拟集群：cli.js 所在目录缺少 simulator.cjs，请重新安装 ob-backup-top。',
  port_in_use: ({ port }: { port: string }) =>
    `端口 ${port} 已被占用：请用 --port 指定其他端口，或不指定以使用空闲端口。`,
};
