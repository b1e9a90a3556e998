import { it } from 'vitest';
import { startProgram } from './driver/terminal.ts';

it('Q shows the statement that the program has sent for the screen', async () => {
  await using terminal = startProgram(['--demo', '--scenario', 'still'], { columns: 100, rows: 30 });
  await terminal.waitFor('mysql_tenant');
  terminal.type('Q');
  await terminal.waitFor(/SQL statement[\s\S]*SELECT/);
  // Its first branch alone is longer than the screen.
  terminal.type('G');
  await terminal.waitFor(/oceanbase\./);
});
