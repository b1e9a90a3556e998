/** How the process can end: the code for the shell, and when it is used. Help and README show this table. */
export const exitCodes = {
  fine: { code: 0, meaning: 'fine' },
  fault: { code: 1, meaning: 'a fault of the program itself' },
  usage: { code: 2, meaning: 'wrong usage or settings' },
  connection: { code: 3, meaning: 'cannot connect or log in' },
  views: { code: 4, meaning: 'connected, but the backup views are missing or not readable' },
  hangup: { code: 129, meaning: 'ended by HUP' },
  interrupted: { code: 130, meaning: 'ended by INT (Ctrl-C)' },
  terminated: { code: 143, meaning: 'ended by TERM' },
} as const satisfies Readonly<Record<string, { readonly code: number; readonly meaning: string }>>;

/** Name of a way to end. */
export type Ending = keyof typeof exitCodes;
/** A number this program ends with. */
export type ExitCode = (typeof exitCodes)[Ending]['code'];
