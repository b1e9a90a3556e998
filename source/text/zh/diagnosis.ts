/** The words of --debug-info. */
export const debugWords = {
  privacy: '密码等已隐去，但包含主机名、用户名和路径，提供给他人前请先检查。',
  program: '程序',
  system: '系统',
  terminal: '终端',
  cluster: '集群',
  notSet: '（未设置）',
  notATerminal: '不是终端',
  size: (columns: number, rows: number, bits: number) => `${columns}x${rows}，${bits} 位颜色`,
  local: (zone: string) => `本地时区 ${zone}`,
  columns: (view: string, columns: readonly string[]) =>
    `${view}，${columns.length} 个字段：${columns.join(' ')}`,
  unreadable: (view: string) => `${view}：无法查询`,
};

/** Said at the end where the log of --log-file has gaps. */
export function logIncomplete(values: { path: string; lost: number; code: string }): string {
  const { path, lost, code } = values;
  return `有 ${lost} 行未能写入日志 '${path}'（${code}）。`;
}
