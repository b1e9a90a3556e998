import type { Language } from '../text/words.ts';
import type { Charset } from './charset.ts';
import type { sslModes, tableLists, themes } from './flags.ts';
import type { Secret } from './secret.ts';
import type { UserName } from './user-name.ts';

/** What the program does: screens, print once, serve the simulated cluster, or say something and end. */
export type ProgramMode =
  | 'screens'
  | 'once'
  | 'watch'
  | 'wait'
  | 'plain'
  | 'check'
  | 'metrics'
  | 'table'
  | 'demo-serve'
  | 'print-config'
  | 'debug-info'
  | 'help'
  | 'version'
  | 'licenses';

/** Variables that may hold the password, the first one set wins. */
export const passwordVariables = ['OB_PASSWORD', 'MYSQL_PWD'] as const;

/** Where the password comes from. It is never part of the settings as text. */
export type PasswordSource =
  | { readonly from: 'prompt' }
  | { readonly from: 'file'; readonly path: string }
  /** A file of settings holds it; it is masked where settings are printed. */
  | { readonly from: 'settings_file'; readonly password: Secret }
  | { readonly from: 'environment'; readonly variable: (typeof passwordVariables)[number] }
  | { readonly from: 'none' };

/** All that the user asked for. Made once, by `parseArguments`, and never changed. */
export interface Settings {
  readonly mode: ProgramMode;
  readonly connect: {
    readonly host: string;
    readonly port: number;
    /** Path of a Unix socket to use instead of host and port. */
    readonly socket: string | null;
    readonly user: UserName;
    readonly password: PasswordSource;
    /** How TLS is used, with the meanings of the mysql client. The others are paths of PEM files. */
    readonly ssl: {
      readonly mode: (typeof sslModes)[number];
      readonly ca: string | null;
      readonly cert: string | null;
      readonly key: string | null;
    };
    readonly timeoutSeconds: number;
  };
  /** Name or id of the tenant to start on. */
  readonly tenant: string | null;
  /** JOB_ID to start on. */
  readonly job: bigint | null;
  readonly intervalSeconds: number;
  /** From this age on no COMPLETED backup counts as a good one. */
  readonly maxAgeSeconds: number;
  /** Seconds that a backup may run; null: measured by the last one of its type. */
  readonly maxRunSeconds: number | null;
  /** Seconds that log archiving may be behind; null: not judged. */
  readonly maxLagSeconds: number | null;
  /** Names and ids of tenants that are not judged; `*` is any characters. */
  readonly exclude: readonly string[];
  /** The list to print as a table of values, and what is between them; null outside of that mode. */
  readonly table: { readonly list: (typeof tableLists)[number]; readonly as: 'csv' | 'tsv' } | null;
  readonly json: boolean;
  /** Whether to print the progress of jobs at each refresh, in addition to changes. */
  readonly progress: boolean;
  /** How long to wait for jobs; null without a limit. */
  readonly timeoutSeconds: number | null;
  /** A name that `isZone` in text/time.ts takes. */
  readonly timeZone: string;
  /** The language of everything a person reads. */
  readonly language: Language;
  /** How text goes to the terminal and comes from it; documents for scripts are UTF-8 in any case. */
  readonly charset: Charset;
  /** Cells that the terminal gives to characters of ambiguous width; null: it is asked. */
  readonly ambiguousWidth: 1 | 2 | null;
  readonly ascii: boolean;
  /** Whether nothing is drawn: plain lines only, none of them written twice. */
  readonly plain: boolean;
  readonly colour: boolean;
  /** For which background the colours are; null: for the terminal's, where it reports one, else a dark one. */
  readonly theme: (typeof themes)[number] | null;
  /** Whether the mouse chooses and opens, too; the terminal leaves selecting to it then, except with Shift. */
  readonly mouse: boolean;
  /** Whether the terminal is asked to notify of changes. */
  readonly notify: boolean;
  /** The words of the command to run with each change, or null. */
  readonly onChange: readonly string[] | null;
  /** Path of the file that the program's log goes to, or null. */
  readonly logFile: string | null;
  /** The simulated cluster, for `--demo` (any mode) and mode `demo-serve`; scenario null: its usual one; port null: a free one. */
  readonly demo: { readonly scenario: string | null; readonly port: number | null } | null;
}
