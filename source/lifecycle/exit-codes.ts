/** How the process can end, and the code for the shell. What each means is worded in text/en/lifecycle.ts. */
export const exitCodes = {
  fine: 0,
  fault: 1,
  usage: 2,
  connection: 3,
  views: 4,
  jobFailed: 5,
  jobCanceled: 6,
  waitTimedOut: 7,
  hangup: 129,
  interrupted: 130,
  terminated: 143,
} as const;

/** The codes of --check, as monitoring plugins end; it uses no other, whatever goes wrong. */
export const pluginCodes = { ok: 0, warning: 1, critical: 2, unknown: 3 } as const;

/** Name of a way to end. */
export type ExitName = keyof typeof exitCodes;
/** A number this program ends with. */
export type ExitCode = (typeof exitCodes)[ExitName];
