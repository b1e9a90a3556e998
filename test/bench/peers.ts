// The clients that people use today, on the same server.
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { multiple, spread, valuesOf } from './figures.ts';
import { type Command, watch } from './measure.ts';
import { shot, type Variant } from './subject.ts';

const run = promisify(execFile);

const query = 'SELECT * FROM oceanbase.CDB_OB_BACKUP_TASKS';

/** Those that are here, for a simulator; why the others are left out. */
export async function peersOn(
  port: number,
): Promise<{ readonly variants: Variant[]; readonly leftOut: string[] }> {
  const variants: Variant[] = [];
  const leftOut: string[] = [];
  const has = (command: string): boolean => {
    if (spawnSync('which', [command]).status === 0) return true;
    leftOut.push(`${command}: not in PATH`);
    return false;
  };
  if (has('mariadb')) {
    const client = ['-h', '127.0.0.1', '-P', String(port), '-u', 'root@sys', '--skip-ssl'];
    variants.push({ name: 'mariadb', measure: shot(['mariadb', ...client, '-e', query]) });
    if (has('watch')) {
      const words: Command = ['watch', '-n', '2', `mariadb ${client.join(' ')} -e '${query}'`];
      variants.push({
        name: 'watch',
        measure: async () => {
          const terminal = watch(words);
          const [data = 0] = await terminal.when('TASK_ID');
          await terminal.end();
          return { data };
        },
      });
    }
  }
  if (has('mycli')) {
    const words: Command = ['mycli', '-h', '127.0.0.1', '-P', String(port), '-u', 'root@sys', '-e', query];
    variants.push({ name: 'mycli', measure: shot(words) });
  }
  // Monitors of MySQL are tried, as they may learn: both ask for its own status tables, which OceanBase has not.
  const reader = ['-h', '127.0.0.1', '-P', String(port), '-u', 'backup_reader@sys', '-p', 'reader'];
  if (has('innotop'))
    leftOut.push(`innotop: ${await saidBy('innotop', ['--count', '1', '--nonint', ...reader])}`);
  if (has('dolphie')) leftOut.push(await triedDolphie(reader));
  return { variants, leftOut };
}

/** The first line that a command prints. */
async function saidBy(command: string, words: readonly string[]): Promise<string> {
  const { stdout, stderr } = await run(command, words, { timeout: 15_000 }).catch(error => error);
  return (
    `${stdout}${stderr}`
      .split('\n')
      .find(line => line.trim() !== '')
      ?.trim() ?? 'said nothing'
  );
}

/** It has a dialog to connect with, to which it comes back where it could not. */
async function triedDolphie(words: readonly string[]): Promise<string> {
  const terminal = watch(['dolphie', ...words]);
  try {
    await terminal.when('CONNECTING');
    await terminal.when('Connect to a Host');
    return 'dolphie: does not connect, and shows its dialog for that again';
  } catch (error) {
    return `dolphie: ${String(error).slice(0, 60)}`;
  } finally {
    await terminal.end();
  }
}

export function peerRows(): (readonly [string, string])[] {
  const rows: readonly (readonly [string, string])[] = [
    ['`node -e 0`', `${spread('bare', 'wall', 'ms')}; CPU ${spread('bare', 'cpu', 'ms')}`],
    ['`mariadb -e`', `${multiple('mariadb', 'wall', 'wall')}; CPU ${spread('mariadb', 'cpu', 'ms')}`],
    ['`watch mariadb -e`, first data', multiple('watch', 'data', 'wall')],
    ['`mycli -e`', `${multiple('mycli', 'wall', 'wall')}; CPU ${spread('mycli', 'cpu', 'ms')}`],
  ];
  const names = ['bare', 'mariadb', 'watch', 'mycli'];
  return rows.filter((_, at) => valuesOf(names[at] ?? '', at === 2 ? 'data' : 'wall').length > 0);
}
