// The clients that people use today, on the same server.
import { spawnSync } from 'node:child_process';
import { multiple, spread, valuesOf } from './figures.ts';
import { type Command, watch } from './measure.ts';
import { shot, type Variant } from './subject.ts';

const query = 'SELECT * FROM oceanbase.CDB_OB_BACKUP_TASKS';

/** Those that are here, for a simulator; why the others are left out. */
export function peersOn(port: number): { readonly variants: Variant[]; readonly leftOut: string[] } {
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
  for (const monitor of ['dolphie', 'innotop']) {
    if (has(monitor)) leftOut.push(`${monitor}: asks for MySQL's own status tables, which OceanBase has not`);
  }
  return { variants, leftOut };
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
