/** What each exit code means, by the name it has in lifecycle/exit-codes.ts. */
export const exitMeanings = {
  fine: 'success',
  fault: 'internal error',
  usage: 'invalid options or settings',
  connection: 'cannot connect or log in',
  views: 'connected, but the backup views are missing or cannot be read',
  jobFailed: '--wait: a job failed',
  jobCanceled: '--wait: a job was canceled, and none failed',
  waitTimedOut: '--wait: the time of --timeout was over first',
  hangup: 'terminated by SIGHUP',
  interrupted: 'interrupted (SIGINT, Ctrl-C)',
  terminated: 'terminated by SIGTERM',
};

/** Written on the terminal by the process that gives it back when the program has died. */
export const terminalGivenBack = 'ob-backup-top was killed or ran out of memory; the terminal was reset.';

/** Introduces what Node and libraries printed while the screens were shown, after the end. */
export const capturedOutput = {
  title: 'Printed by Node or a library while the screens were shown:',
  leftOut: (count: string) =>
    count === '1' ? '1 more line was left out.' : `${count} more lines were left out.`,
};

/** Why the program ends without having been asked to. */
export const faultSentences = {
  internal: ({ message, variable }: { message: string; variable: string }) =>
    `ob-backup-top ended because of an internal error${message === '' ? '' : `: ${message}`}. ` +
    `Run it with ${variable}=1 to get the stack trace, and please report it.`,
  disk_full: () =>
    'Cannot write to standard output because the disk is full: free some space, or write elsewhere.',
  output_failed: ({ code }: { code: string }) =>
    `Cannot write to standard output (${code}): check where it is redirected to.`,
};
