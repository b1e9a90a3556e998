import { describe, expect, it } from 'vitest';
import { refusal } from './command-line.ts';

describe('a wrong command line', () => {
  it.each([
    ['--hots x', 'Unknown option --hots: did you mean --host? ob-backup-top --help lists all options.'],
    ['--pasword=secret', 'Unknown option --pasword: did you mean --password?'],
    ['--TENANT x', 'Unknown option --TENANT: did you mean --tenant?'],
    ['--SSL_MODE=required', 'Unknown option --SSL_MODE: did you mean --ssl-mode?'],
    ['--pass', 'Unknown option --pass: did you mean --password?'],
    ['--interval-seconds 2', 'Unknown option --interval-seconds: did you mean --interval?'],
    ['--wibble', 'Unknown option --wibble: ob-backup-top --help lists all options.'],
    ['-x', 'Unknown option -x: ob-backup-top --help lists all options.'],
    ['-host x', 'Unknown option -host: did you mean --host?'],
    ['-h', 'Option --host (-h) needs a value: write --host HOST; for help use --help or -?.'],
    ['--tenant', 'Option --tenant (-t) needs a value: write --tenant NAME|ID.'],
    ['--tenant= --once', 'Option --tenant (-t) needs a value: write --tenant NAME|ID.'],
    [
      '-u --once',
      'Option --user (-u) needs a value: write --user USER; write a value that begins with a dash as --user=VALUE.',
    ],
    ['--once=yes', 'Option --once takes no value: write --once alone.'],
    [
      '-P 0',
      "Option --port (-P) needs a number from 1 to 65535 (an observer listens on 2881, ODP on 2883), not '0'.",
    ],
    ['-P 65536', "not '65536'."],
    ['-P 28x', "not '28x'."],
    [
      '-n 0.4',
      "Option --interval (-n) needs a number of seconds from 0.5 to 3600, for example 2, not '0.4'.",
    ],
    ['-n -1', "not '-1'."],
    ['-n 3601', "not '3601'."],
    ['-n 1e3', "not '1e3'."],
    [
      '--ssl-mode on',
      "Option --ssl-mode must be one of disabled, preferred, required, verify_ca, verify_identity, not 'on'.",
    ],
    [
      '--time-zone Beijing',
      'Option --time-zone needs a time zone such as Asia/Shanghai, +08:00, UTC or local,',
    ],
    ['--json', 'Option --json prints JSON, not screens: add --once, --watch or --wait,'],
    ['--wait --timeout soon', 'Option --timeout needs a length of time such as 90s, 30m or 6h'],
    ['--wait --timeout 21d', "not '21d'."],
    ['--wait --timeout 0', "not '0'."],
    ['--timeout 5m', 'Option --timeout limits how long --wait waits: add --wait,'],
    ['--progress', 'Option --progress is about what --watch and --wait print'],
    ['--once --watch', 'Options --once and --watch each say what to do in place of the screens'],
    ['--check --json', 'Option --json prints JSON'],
    ['--check --metrics', 'Options --check and --metrics each say'],
    ['--csv jobs --once', 'Options --once and --csv each say'],
    ['--csv sets', "Option --csv must be one of jobs, tenants, not 'sets'."],
    ['--max-lag 5m', 'Option --max-lag is a limit of --check'],
    ['--once --exclude x', 'Option --exclude leaves tenants out of --check and --metrics'],
    ['--check --max-lag 0', 'Option --max-lag needs a length of time'],
    ['--max-run x', 'Option --max-run needs a length of time'],
    ['--watch --wait', 'Options --watch and --wait each say'],
    ['--watch --notify', 'Option --notify reports changes while the screens are shown'],
    [
      'myhost',
      "Unexpected argument 'myhost': ob-backup-top takes options only; use -h HOST to connect to a host",
    ],
    ['-- myhost', "Unexpected argument 'myhost'"],
    ['-j twelve', "Option --job (-j) needs a job ID, a number such as 12 (column JOB_ID), not 'twelve'."],
    ['-j 0', "not '0'."],
    ['-h db1:2883', "takes a host without a port (use -h db1 -P 2883), not 'db1:2883'."],
    ['-u @sys', 'Option --user (-u) has an empty part: write user@tenant,'],
    ['-u root@', 'has an empty part'],
    ['--scenario busy', 'Option --scenario is about the simulated cluster: add --demo or --demo-serve,'],
    ['--demo -h x', 'Option --demo brings its own cluster, and --host is about another one'],
    ['--demo -P 1', '--port is about another one'],
    ['--demo -u x', '--user is about another one'],
    ['--demo -S x', '--socket is about another one'],
    ['--demo-serve -p', 'Option --demo-serve brings its own cluster, and --password is about another one'],
    ['--on-change it*', 'Option --on-change runs its command without a shell, so * means nothing there'],
    ['--once --notify', 'Option --notify reports changes while the screens are shown'],
    ['--demo-serve --on-change x', 'Option --on-change reports changes while the screens are shown'],
    ['--demo-serve --once', 'Option --demo-serve shows no backups, so --once has nothing to print'],
    ['--demo --demo-serve', 'are two ways to use the simulated cluster'],
    ['-S /tmp/s -h x', 'Option --socket (-S) replaces host and port'],
  ])('%s is refused: %s', (text, sentence) => {
    expect(refusal(text)).toContain(sentence);
  });

  it('has its control characters shown as visible ones in the sentence', () => {
    expect(refusal('-P \u001B[31m')).toContain("not '␛[31m'");
  });
});
