import { tenantsInNeedOfArchive } from '../backup/archive-need.ts';
import { type JobKey, jobKeyText } from '../backup/job.ts';
import { findJob, type Picture } from '../backup/picture.ts';
import type { ConnectionLabel } from './connection/errors.ts';
import { type HistoryCache, united, withHistoryWhereWanted } from './history-cache.ts';
import { archives } from './neighbour-queries.ts';
import { PastMemory } from './past-memory.ts';
import type { ReaderContext } from './reader-context.ts';
import { SetMemory } from './set-memory.ts';
import type { StatementRows } from './statement/run-statement.ts';

/** So many jobs' needs are remembered; the ones asked for first are forgotten first. */
const remembered = 100;

/** Reads one job with all that its panel tells. */
export class JobReader {
  readonly #label: ConnectionLabel;
  readonly #sets = new SetMemory();
  readonly #past = new PastMemory();
  /** The tenants whose archives matter to each job, as its last picture showed. */
  readonly #archiveOf = new Map<string, readonly (bigint | null)[]>();

  constructor(label: ConnectionLabel) {
    this.#label = label;
  }

  /**
   * A job and its children, their tasks, and what stands beside them: how far the log is archived, how the last
   * such backup went, and the set it left. After the first time that is one statement, until it ends.
   */
  async read(key: JobKey, ready: ReaderContext, memory: HistoryCache): Promise<Picture> {
    const { session, queries } = ready;
    const name = jobKeyText(key);
    let asked = this.#archiveOf.get(name) ?? [];
    if (asked.length > 0) await session.reach('archivelog');
    const ask = async (withHistory: boolean) => {
      const history = withHistory ? queries.endedJob(key) : [];
      const beside = archives(asked, session.family, session.shapes);
      const found = await ready.ask('task', [...queries.liveJob(key), ...history, ...beside]);
      memory.noteLive(found, queries.historyHas);
      if (withHistory) memory.add(found);
      return found;
    };
    let found = await withHistoryWhereWanted(memory, ask);
    let picture = pictureOf(found, memory);
    let needed = tenantsInNeedOfArchive(picture);
    if (needed.some(id => !asked.includes(id)) && (await session.reach('archivelog')) === null) {
      asked = needed;
      found = await ask(false);
      picture = pictureOf(found, memory);
      needed = tenantsInNeedOfArchive(picture);
    }
    this.#note(name, needed);
    const job = findJob(picture, key);
    // A job that is nowhere may turn up yet: it is looked for in both places again.
    if (job === null) memory.forgetAsking();
    if (job === null) return picture;
    const ended = job.status.kind === 'ended';
    return joined(picture, [
      needed.length === 0 ? {} : await archivesOf(found, needed, ready),
      await this.#past.of(job, session, this.#label),
      ended ? await this.#sets.of(job, session, queries, this.#label) : {},
    ]);
  }

  #note(name: string, needed: readonly (bigint | null)[]): void {
    this.#archiveOf.delete(name);
    if (needed.length > 0) this.#archiveOf.set(name, needed);
    for (const oldest of this.#archiveOf.keys()) {
      if (this.#archiveOf.size <= remembered) break;
      this.#archiveOf.delete(oldest);
    }
  }
}

function pictureOf(found: StatementRows, memory: HistoryCache): Picture {
  return {
    readAt: found.readAt,
    tenants: [],
    ...united(found, memory),
    olderJobs: false,
  };
}

async function archivesOf(
  found: StatementRows,
  needed: readonly (bigint | null)[],
  { session }: ReaderContext,
): Promise<Partial<Picture>> {
  const remark = await session.reach('archivelog');
  return remark === null
    ? { archives: found.archives.filter(({ tenantId }) => needed.includes(tenantId)) }
    : { remarks: [remark] };
}

/** The picture with its parts; what could not be read is told of all of them. */
function joined(picture: Picture, parts: readonly Partial<Picture>[]): Picture {
  const remarks = parts.flatMap(part => part.remarks ?? []);
  return Object.assign({}, picture, ...parts, remarks.length === 0 ? {} : { remarks });
}
