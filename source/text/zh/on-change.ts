/** How a command ended, and the first line it wrote to standard error where there was one. */
function failed(command: string, reason: string, complaint = ''): string {
  return `--on-change 的命令 ${command} 执行失败：${reason}${complaint === '' ? '' : `，${complaint}`}。`;
}

/** Why the command of --on-change did not do its work: one sentence each. */
export const commandSentences = {
  not_found: ({ command }: { command: string }) => failed(command, '命令不存在'),
  not_executable: ({ command }: { command: string }) => failed(command, '没有执行权限'),
  arguments_too_long: ({ command }: { command: string }) => failed(command, '参数过长'),
  not_started: ({ command, reason }: { command: string; reason: string }) => failed(command, reason),
  exited: ({ command, code, complaint }: { command: string; code: number; complaint: string }) =>
    failed(command, `退出码 ${code}`, complaint),
  killed: ({ command, signal, complaint }: { command: string; signal: string; complaint: string }) =>
    failed(command, `被 ${signal} 终止`, complaint),
  timed_out: ({ command, seconds }: { command: string; seconds: number }) =>
    failed(command, `执行超过 ${seconds}s，已终止`),
  too_slow: ({ command, waiting }: { command: string; waiting: number }) =>
    failed(command, `处理过慢，部分变化已丢弃，仍有 ${waiting} 条等待处理`),
};
