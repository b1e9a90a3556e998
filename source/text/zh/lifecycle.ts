/** What each exit code means, by the name it has in lifecycle/exit-codes.ts. */
export const exitMeanings = {
  fine: '成功',
  fault: '内部错误',
  usage: '选项或设置有误',
  connection: '无法连接或登录',
  views: '已连接，但备份视图不存在或无法查询',
  jobFailed: '--wait：有备份任务失败',
  jobCanceled: '--wait：有备份任务被取消，无失败',
  waitTimedOut: '--wait：在 --timeout 时限内未结束',
  hangup: '被 SIGHUP 终止',
  interrupted: '被中断（SIGINT、Ctrl-C）',
  terminated: '被 SIGTERM 终止',
};

/** Written on the terminal by the process that gives it back when the program has died. */
export const terminalGivenBack = 'ob-backup-top 被强制终止或内存不足，终端已恢复。';

/** Introduces what Node and libraries printed while the screens were shown, after the end. */
export const capturedOutput = {
  title: '界面显示期间 Node 或第三方库的输出：',
  leftOut: (count: string) => `另有 ${count} 行未显示。`,
};

/** Why the program ends without having been asked to. */
export const faultSentences = {
  internal: ({ message, variable }: { message: string; variable: string }) =>
    `ob-backup-top 因内部错误退出${message === '' ? '' : `：${message}`}。` +
    `设置 ${variable}=1 后重新运行可得到调用栈，请将其提交给开发者。`,
  disk_full: () => '写标准输出失败：磁盘空间已满。请清理空间，或写到其他位置。',
  output_failed: ({ code }: { code: string }) => `写标准输出失败（${code}），请检查重定向的目标。`,
};
