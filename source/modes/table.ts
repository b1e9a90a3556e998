import type { BackupSource } from '../backup/source.ts';
import { evidenceFrom } from '../backup/task-progress.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { exitCodes } from '../lifecycle/exit-codes.ts';
import { jobTable, jobTableColumns, tenantTable, tenantTableColumns } from '../report/lists-as-tables.ts';
import { readOverview, scopeIn } from '../report/scope.ts';
import { type TableRow, tableText } from '../report/table.ts';
import type { Settings } from '../settings/settings.ts';
import type { Words } from '../text/words.ts';
import { connectSettings, openSource } from './connect.ts';
import type { ProgramEnding } from './exit-status.ts';
import { judgeTenants } from './judged.ts';

/** Pages of the history that are read: a thousand ended jobs. */
const pages = 20;

async function jobs(source: BackupSource, settings: Settings): Promise<readonly TableRow[]> {
  const { tenants } = await readOverview(source, settings.tenant);
  const server = await source.identify();
  const scope = scopeIn(tenants, settings.tenant, server);
  const picture = await source.read({ kind: 'jobs', scope, pages, columns: 'full' });
  const { capabilities } = server;
  const tasks = evidenceFrom(null, { capabilities, seen: nothingSeen, now: picture.readAt });
  return jobTable({ picture, tenants, tasks });
}

/** Mode table: prints a list for a spreadsheet or a script. */
export async function printTable(settings: Settings, words: Words): Promise<ProgramEnding> {
  const source = await openSource(await connectSettings(settings, words), settings.timeZone);
  const { list, as } = settings.table ?? { list: 'jobs', as: 'csv' };
  const text =
    list === 'jobs'
      ? tableText(as, await jobs(source, settings), jobTableColumns)
      : tableText(as, tenantTable((await judgeTenants(source, settings)).verdicts), tenantTableColumns);
  process.stdout.write(text);
  return { code: exitCodes.fine, message: null };
}
