// What the program says of one job: on its panel, in both lists, with --once and with --once --json.
import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { JobKey } from '../../../source/backup/job.ts';
import { findJob, type Picture } from '../../../source/backup/picture.ts';
import type { Instant } from '../../../source/backup/row.ts';
import type { Server } from '../../../source/backup/server.ts';
import type { BackupSource } from '../../../source/backup/source.ts';
import type { ColumnSpec } from '../../../source/presentation/lists/columns.ts';
import { jobColumns } from '../../../source/presentation/lists/job-list.ts';
import { allJobs, jobRows } from '../../../source/presentation/lists/job-rows.ts';
import { tenantColumns } from '../../../source/presentation/lists/tenant-list.ts';
import { tenantRows } from '../../../source/presentation/lists/tenant-rows.ts';
import { jobPanelLines } from '../../../source/presentation/panel/panel.ts';
import type { ProgressContext } from '../../../source/presentation/progress-text.ts';
import { onceJson } from '../../../source/report/once-json.ts';
import { onceText } from '../../../source/report/once-text.ts';
import { readSnapshot, type Snapshot, snapshotExtrasOf } from '../../../source/report/snapshot.ts';
import { wordsOf } from '../../../source/text/words.ts';
import { locateJob } from '../../../source/watch/tracked-job.ts';
import { archiveRow, tenantRow } from '../../fixtures/rows.ts';
import { plainLook } from '../../presentation/plain-theme.ts';
import type { Stage } from '../servers/stage.ts';

/** The server's clock in all that is said: 90 s after the rows of `jobRow` began. */
export const readAt: Instant = 1_715_248_537_718_856n;

/** Puts a tenant whose log is archived up to four seconds before `readAt`: without an archive no backup starts. */
export async function putTenant(stage: Stage, tenantId: bigint, name: string, mode = 'MYSQL'): Promise<void> {
  await stage.put('TENANTS', tenantId, tenantRow(name, { COMPATIBILITY_MODE: mode }));
  const checkpoint = String((readAt - 4_000_000n) * 1000n);
  await stage.put('ARCHIVELOG', tenantId, archiveRow({ CHECKPOINT_SCN: checkpoint }));
}

const at = (picture: Picture): Picture => ({ ...picture, readAt });

/** Wide enough for nothing to be cut. */
const columns = 200;

const schema = JSON.parse(
  await readFile(new URL('../../../schema/once.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);

/** The document of --once --json, after a check against the published schema; with its text. */
export function documentOf(server: Server, read: Snapshot) {
  const text = onceJson(server, at(read.picture), snapshotExtrasOf(read, 93_600));
  const document = JSON.parse(text);
  expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
  return { document, text };
}

/** The cells of a row by the id of their column. */
function cells<Row>(specs: readonly ColumnSpec<Row>[], row: Row | undefined): Record<string, string> {
  if (row === undefined) return {};
  return Object.fromEntries(specs.map(spec => [spec.id, spec.cell(row).text]));
}

/** All that is said of a job that is its tenant's only one. */
export interface Said {
  /** The lines of the job's panel. */
  readonly panel: readonly string[];
  /** Its row in the list of jobs. */
  readonly job: Readonly<Record<string, string>>;
  /** Its tenant's row in the list of tenants. */
  readonly tenant: Readonly<Record<string, string>>;
  /** The text of --once. */
  readonly once: string;
  /** The document of --once --json, and its text. */
  readonly document: ReturnType<typeof documentOf>['document'];
  readonly json: string;
}

/** The context phrases are made in; nothing was watched before. */
export function contextOf(server: Server): ProgressContext {
  return { capabilities: server.capabilities, seen: { of: () => null }, now: readAt, theme: plainLook() };
}

/** The lines of the panel of a job, as they are on a terminal of this width. */
export function panelOf(server: Server, picture: Picture, key: JobKey, width = columns): string[] {
  const context = { ...contextOf(server), archives: picture.archives };
  const job = findJob(picture, key);
  if (job === null) throw new Error(`The picture has no job ${key.tenantId}/${key.jobId}.`);
  const of = { job, picture: at(picture), server, location: locateJob(null, at(picture), key), context };
  const lines = jobPanelLines(of, width, Number.POSITIVE_INFINITY, context.theme);
  return [...lines.slice(0, lines.length)];
}

const maxAge = 93_600;

/** The text of --once. */
export function onceOf(server: Server, read: Snapshot, timeZone = 'UTC'): string {
  const put = { ...read, overview: at(read.overview), picture: at(read.picture) };
  return onceText(server, put, {
    timeZone,
    words: wordsOf('en'),
    ascii: false,
    colour: false,
    columns,
    maxAge,
  });
}

/** Reads the job the way each mode does, and says all there is to say of it. */
export async function saidOf(source: BackupSource, key: JobKey): Promise<Said> {
  const server = await source.identify();
  const context = contextOf(server);
  const read = await readSnapshot(source, { tenant: null, job: null });
  const overview = at(read.overview);
  const list = at(await source.read({ kind: 'jobs', scope: { kind: 'all' }, pages: 1, columns: 'list' }));
  const ofTenants = {
    ...context,
    picture: overview,
    refusals: overview.refusals ?? [],
    maxAge,
    version: server.version,
    sees: server.sees,
  };
  const known = { tenants: overview.tenants, picture: overview };
  const tenants = tenantRows(known, server, 'all', ofTenants, { sort: null, unfolded: true });
  const { document, text } = documentOf(server, read);
  return {
    panel: panelOf(server, await source.read({ kind: 'job', key }), key),
    job: cells(
      jobColumns(context, server.sees === 'all_tenants'),
      jobRows(list, overview.tenants, allJobs).find(row => row.job.key.jobId === key.jobId),
    ),
    tenant: cells(
      tenantColumns(ofTenants),
      tenants.find(row => row.kind === 'tenant' && row.id === key.tenantId),
    ),
    once: onceOf(server, read),
    document,
    json: text,
  };
}
