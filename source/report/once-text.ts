import { isClusterJob, jobKeyText } from '../backup/job.ts';
import { lacksHistory } from '../backup/picture.ts';
import type { Server } from '../backup/server.ts';
import { evidenceFrom } from '../backup/task-progress.ts';
import { nothingSeen } from '../backup/tracked-task.ts';
import { clusterSummary } from '../presentation/cluster-text.ts';
import type { Background } from '../presentation/colours.ts';
import { remarkText } from '../presentation/error-text.ts';
import {
  acrossLine,
  type Cell,
  type ColumnSpec,
  fitColumns,
  gap,
  rowLine,
  titleLine,
  widened,
} from '../presentation/lists/columns.ts';
import { jobColumns } from '../presentation/lists/job-list.ts';
import { allJobs, type JobRow, jobRows } from '../presentation/lists/job-rows.ts';
import { acrossCell } from '../presentation/lists/tenant-cells.ts';
import { columnsOfAll, tenantColumns } from '../presentation/lists/tenant-list.ts';
import { needBlock } from '../presentation/lists/tenant-needs.ts';
import { type TenantColumnsContext, tenantRows, verdictsOn } from '../presentation/lists/tenant-rows.ts';
import { clusterPanelLines, jobPanelLines } from '../presentation/panel/panel.ts';
import type { ProgressContext } from '../presentation/progress-text.ts';
import { makeTheme, type Theme } from '../presentation/theme.ts';
import { count } from '../text/number.ts';
import { inZone } from '../text/time.ts';
import type { Words } from '../text/words.ts';
import { headerText } from './header-text.ts';
import type { Snapshot } from './snapshot.ts';

/** How the text is to be written. */
export interface TextOptions {
  readonly words: Words;
  readonly timeZone: string;
  readonly ascii: boolean;
  readonly colour: boolean;
  /** For which background its colours are; dark where it is not given. */
  readonly background?: Background;
  /** Cells of a line; longer cells are cut, and columns of least weight left out. */
  readonly columns: number;
  /** Seconds: an older COMPLETED backup does not count as a good one. */
  readonly maxAge: number;
}

/** Ended jobs printed; all of them are in JSON. */
const endedShown = 20;

function table<Row>(
  specs: readonly ColumnSpec<Row>[],
  rows: readonly Row[],
  theme: Theme,
  columns: number,
  across: (row: Row) => Cell | null = () => null,
): string[] {
  const placed = fitColumns(specs, widened(specs, rows, new Map()), columns - gap.length);
  const lines = rows.map(row => {
    const wide = across(row);
    return wide === null
      ? rowLine(row, placed, theme, { selected: false })
      : acrossLine(row, wide, placed, theme, { cells: columns, head: columnsOfAll });
  });
  return [titleLine(placed, theme), ...lines].map(line => `  ${line}`.trimEnd());
}

/**
 * The panel of each running job, as the screens show it: phases, bars, figures; of a cluster job what has become of its
 * tenants, which is shown of one asked for after its end too.
 */
function panels(
  server: Server,
  { overview, picture: read, jobExtras, oneJob }: Snapshot,
  rows: readonly JobRow[],
  context: ProgressContext,
  columns: number,
): string[] {
  const { theme } = context;
  const { crumbs } = theme.words.screens;
  const isShown = ({ job }: JobRow) => job.status.kind === 'running' || (oneJob && isClusterJob(job));
  return rows.filter(isShown).flatMap(({ job, tenantName }) => {
    const id = job.key.jobId.toString();
    const picture = { ...read, ...jobExtras?.get(jobKeyText(job.key)) };
    const location = { state: 'live', picture } as const;
    const of = { job, picture, server, location, context: { ...evidenceFrom(picture, context), theme } };
    if (isClusterJob(job)) {
      const cluster = { job, picture, refusals: overview.refusals ?? [] };
      const summary = clusterSummary(cluster, read.tenants, of.context);
      const { head, facts } = clusterPanelLines(of, summary, columns, theme);
      const title = `${crumbs.allTenants} · ${crumbs.clusterJob(id)}`;
      return ['', title, ...head, ...facts];
    }
    const lines = jobPanelLines(of, columns, Number.POSITIVE_INFINITY, theme);
    const title = `${tenantName === '' ? server.tenantName : tenantName} · ${crumbs.job(id)}`;
    return ['', title, ...lines.slice(0, lines.length)];
  });
}

/** The present state as lines of text, for people and for pipes. */
export function onceText(server: Server, read: Snapshot, options: TextOptions): string {
  const { columns } = options;
  const { overview, picture, oneJob } = read;
  const theme = makeTheme({
    ascii: options.ascii,
    colour: options.colour,
    ...(options.background === undefined ? {} : { background: options.background }),
    words: options.words,
    zone: inZone(options.timeZone),
  });
  const { crumbs, lists } = theme.words.screens;
  const context: ProgressContext = {
    ...evidenceFrom(picture, {
      capabilities: server.capabilities,
      seen: nothingSeen,
      now: picture.readAt,
    }),
    theme,
  };
  const jobs = jobRows(picture, picture.tenants, allJobs);
  const allEnded = jobs.filter(row => row.job.status.kind === 'ended');
  const ended = allEnded.slice(0, endedShown);
  const listed = jobs.filter(row => row.job.status.kind === 'running' || ended.includes(row));
  const known = { tenants: picture.tenants, picture: overview };
  const ofTenants: TenantColumnsContext = {
    ...context,
    picture: overview,
    refusals: overview.refusals ?? [],
    maxAge: options.maxAge,
    version: server.version,
    sees: server.sees,
  };
  const tenants = tenantRows(known, server, crumbs.allTenants, ofTenants, { sort: null, unfolded: true });
  const needs = needBlock(
    verdictsOn(known, ofTenants),
    ofTenants,
    columns,
    Number.POSITIVE_INFINITY,
    null,
  ).lines;
  const withTenant = server.sees === 'all_tenants';
  const remarks = [...server.remarks, ...(read.remarks ?? [])];
  const lines = [
    headerText(server, picture.readAt, theme),
    ...new Set(remarks.map(remark => remarkText(remark, theme.words))),
    ...(oneJob
      ? []
      : [
          '',
          crumbs.tenants,
          ...needs.map(line => ` ${line}`),
          ...table(tenantColumns(ofTenants), tenants, theme, columns, row => acrossCell(row, ofTenants)),
        ]),
    '',
    crumbs.jobs,
    ...(listed.length === 0
      ? [`  ${lacksHistory(read) ? lists.endedNotRead : lists.noJobs}`]
      : table(jobColumns(context, withTenant), listed, theme, columns)),
    ...(allEnded.length > endedShown
      ? [`  ${lists.olderInJson(count(BigInt(allEnded.length - endedShown)))}`]
      : []),
    ...panels(server, read, jobs, context, columns),
  ];
  return `${lines.map(line => theme.toTerminal(line)).join('\n')}\n`;
}
