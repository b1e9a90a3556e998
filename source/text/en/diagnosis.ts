/** The words of --debug-info. */
export const debugWords = {
  privacy: 'Secrets are masked, but hosts, users and paths are named: read it before you hand it on.',
  program: 'Program',
  system: 'System',
  terminal: 'Terminal',
  cluster: 'Cluster',
  notSet: '(not set)',
  notATerminal: 'not a terminal',
  size: (columns: number, rows: number, bits: number) => `${columns}x${rows}, ${bits}-bit color`,
  local: (zone: string) => `local time zone ${zone}`,
  columns: (view: string, columns: readonly string[]) =>
    `${view}, ${columns.length} columns: ${columns.join(' ')}`,
  unreadable: (view: string) => `${view}: cannot be read`,
};

/** Said at the end where the log of --log-file has gaps. */
export function logIncomplete(values: { path: string; lost: number; code: string }): string {
  const { path, lost, code } = values;
  return `${lost} ${lost === 1 ? 'line' : 'lines'} could not be written to the log '${path}': the system reports ${code}.`;
}
