/** How a command ended, and the first line it wrote to standard error where there was one. */
function failed(command: string, reason: string, complaint = ''): string {
  return `The --on-change command ${command} failed: ${reason}${complaint === '' ? '' : `, ${complaint}`}.`;
}

/** Why the command of --on-change did not do its work: one sentence each. */
export const commandSentences = {
  not_found: ({ command }: { command: string }) => failed(command, 'there is no such command'),
  not_executable: ({ command }: { command: string }) => failed(command, 'it is not executable'),
  arguments_too_long: ({ command }: { command: string }) => failed(command, 'its arguments are too long'),
  not_started: ({ command, reason }: { command: string; reason: string }) => failed(command, reason),
  exited: ({ command, code, complaint }: { command: string; code: number; complaint: string }) =>
    failed(command, `exit code ${code}`, complaint),
  killed: ({ command, signal, complaint }: { command: string; signal: string; complaint: string }) =>
    failed(command, `terminated by ${signal}`, complaint),
  timed_out: ({ command, seconds }: { command: string; seconds: number }) =>
    failed(command, `it took longer than ${seconds} s and was terminated`),
  too_slow: ({ command, waiting }: { command: string; waiting: number }) =>
    failed(command, `it is too slow, so changes were dropped: ${waiting} are waiting for it`),
};
