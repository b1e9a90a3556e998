import { counted } from './plural.ts';

/** What shows that a backup failed. */
interface FailedWords {
  readonly type: string;
  readonly ago: string;
  /** How far it was seen to be, without decimals; '' where that is not known. */
  readonly at: string;
  /** The code with the kernel's name: `-4012 OB_TIMEOUT`. */
  readonly code: string;
  /** The log stream's id and the server's address, '' where they are not known. */
  readonly logStream: string;
  readonly server: string;
}

/** The words of the list of tenants. */
export const englishTenants = {
  columns: {
    phase: 'PHASE',
    phaseShort: 'PH',
    speed: 'SPEED',
    ends: 'DATA ENDS',
    endsShort: 'ENDS',
    good: 'GOOD',
    goodShort: 'GOOD',
    archive: 'ARCH',
    nights: 'NIGHTS',
  },
  /** The orders that the list can have, as the chooser names them. */
  orders: {
    need: 'need',
    tenant: 'name',
    id: 'id',
    good: 'age of the last good backup',
  },
  /** The kernel's STATUS of a job that has no task yet stands in place of a phase; these of one that is over. */
  idle: { failed: 'failed', could_not_start: 'could not start' },
  /** How a task ended, in six cells. */
  ended: { completed: 'done', failed: 'failed', canceled: 'ended' },
  /** Phases in a word or two. */
  phases: {
    start: 'start',
    system_meta: 'sys meta',
    user_meta: 'user meta',
    meta_finish: 'merge',
    data: 'data',
    fuse_meta: 'fuse',
    wait_archive: 'archive',
    log: 'log',
    done: 'done',
  },
  phase: (number: string, all: string, name: string) => `${number}/${all} ${name}`,
  phaseShort: (number: string, all: string) => `${number}/${all}`,
  retries: (count: string) => `↻${count}`,
  filesAMinute: (count: string) => `${count} f/min`,
  /** Not exact: `~15:26`. */
  endsAt: (clock: string) => `~${clock}`,
  endsBetween: (from: string, to: string) => `${from}–${to}`,
  endsBefore: (to: string) => `<${to}`,
  archiveOff: 'off',
  behind: (lag: string) => `${lag}!`,
  good: (type: string, age: string) => `${type} ${age}`,
  never: 'never',
  oldestGood: (tenant: string, good: string) => `oldest good: ${tenant} ${good}`,
  fine: (count: string, age: string, tenant: string) =>
    `${count} fine, oldest good ${age} (${tenant}) · z shows them`,
  fineNoneGood: (count: string) => `${count} more, last good backup not known · z shows them`,
  summary: {
    tenants: (count: string) => counted(count, 'tenant', 'tenants'),
    running: (count: string) => `${count} running`,
    written: (rate: string) => `${rate} written`,
    failed: (count: string) => `${count} failed`,
    stuck: (count: string) => `${count} stuck`,
    could_not_start: (count: string) => `${count} could not start`,
    overdue: (count: string) => `${count} overdue`,
    never: (count: string) => `${count} never backed up`,
  },
  /** What has happened to a tenant that needs someone, then what to do; the longest that fits is shown. */
  needs: {
    failed: ({ type, ago, at, code, logStream, server }: FailedWords) => {
      const parts = [logStream === '' ? '' : `log stream ${logStream}`, server === '' ? '' : `on ${server}`];
      const where = parts.filter(part => part !== '').join(' ');
      return `${type} failed ${ago}${at === '' ? '' : ` at ${at}`}: ${code}${where === '' ? '' : `, ${where}`}`;
    },
    couldNotStart: (ago: string, reason: string) => `could not start ${ago}: ${reason}`,
    couldNotStartShort: (ago: string, reason: string) => `no start ${ago}: ${reason}`,
    couldNotStartShortest: (ago: string) => `no start ${ago}`,
    stuck: (type: string, phase: string, length: string) => `${type} in ${phase}: no progress for ${length}`,
    stuckShort: (length: string) => `no progress for ${length}`,
    archiveStuck: (length: string, at: string) => `log archiving has not advanced for ${length} (${at})`,
    archiveStuckShort: (length: string) => `log archiving has not advanced for ${length}`,
    archiveStuckShortest: (length: string) => `archiving stuck ${length}`,
    checkpoint: (clock: string) => `checkpoint ${clock}`,
    checkpointShort: (clock: string, missing: string) => `checkpoint ${clock}, ${missing} short of END_SCN`,
    never: 'no backup has ever completed',
    neverShort: 'never backed up',
    overdue: (type: string, age: string, limit: string) => `last good ${type} is ${age} old, limit ${limit}`,
    next: (text: string, step: string) => `${text} → ${step}`,
    lookAtLogStreams: 'L: log streams',
    lookAtArchive: 'check its COMMENT in CDB_OB_ARCHIVELOG',
    lookAtArchiveShort: 'check its COMMENT',
    lookAtEvents: 'e: events',
    lastGood: (type: string, age: string) => `last good ${type} ${age}`,
    noneGood: 'no good backup yet',
    more: (count: string) => `and ${count} more; they are the rows marked ✖ and !`,
  },
};
