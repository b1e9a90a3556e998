import { counted } from './plural.ts';

/** What a task has read and written so far; `ratio` is null where the two cannot be compared. */
interface VolumeWords {
  readonly read: string;
  readonly wrote: string;
  readonly ratio: string | null;
  readonly isWithoutLog: boolean;
}

/** The words for a task: its phases, bars, speed, what it waits for, and its panel. */
export const englishTask = {
  outcomes: { completed: 'completed', failed: 'failed', canceled: 'canceled' },
  phases: {
    start: 'start',
    system_meta: 'system meta',
    user_meta: 'user meta',
    meta_finish: 'merge meta',
    data: 'data',
    fuse_meta: 'fuse tablet meta',
    wait_archive: 'wait for archive',
    log: 'log',
    done: 'done',
  },
  finishing: 'finishing',
  progressLine: {
    of: (job: string, facts: readonly string[]) => `${job}: ${facts.join(', ')}`,
    data: (percent: string) => `${percent} of the data`,
    log: (percent: string) => `${percent} of the log`,
  },
  phaseOf: (phase: string, now: string, all: string) => `${phase} (phase ${now} of ${all})`,
  data: {
    notStarted: 'not started',
    counting: (tablets: string, blocks: string) =>
      `counting: ${counted(tablets, 'tablet', 'tablets')}, ${counted(blocks, 'block', 'blocks')} so far`,
    countingShort: 'counting',
    blocks: (finished: string) => counted(finished, 'block', 'blocks'),
    blocksOf: (finished: string, total: string) => `${finished} of ${counted(total, 'block', 'blocks')}`,
    over: 'data done',
    endedAt: (outcome: string, percent: string) => `${outcome} at ${percent} (last seen)`,
    endedLater: (outcome: string, percent: string, age: string) =>
      `${outcome}, ${percent} ${age} before the end`,
    at: (percent: string) => `at ${percent}`,
    lastIn: (status: string) => `last seen in ${status}`,
    lastInBefore: (status: string, age: string) => `in ${status} ${age} before the end`,
    why: {
      totals_follow_finished: 'no percentage before 4.2.1 BP3: the server keeps no totals',
      unknown_status: 'no percentage: unknown status',
      canceling: 'no percentage while canceling',
      implausible_counters: "no percentage: the server's counters cannot be right",
    },
    whyLong: {
      totals_follow_finished:
        'No percentage is shown because OceanBase before 4.2.1 BP3 sets the totals to what is finished: any ratio would be 100 % from the first block on. Blocks, bytes and the phase are real.',
      unknown_status:
        'No percentage is shown because the task has a STATUS of a later release, which this program does not know: the totals may not be complete in it. The task counts as running.',
      canceling:
        'No percentage is shown while the task is being canceled: its STATUS no longer says which phase it was in.',
      implausible_counters:
        'No percentage is shown because the counters in the row cannot be right: below 0, no number, or far more finished than there is. d shows them as the server sent them.',
    },
  },
  log: {
    notRequested: 'off: backed up without PLUS ARCHIVELOG',
    unknownRequest: "unknown: the job's row, which says whether log was requested, is not visible",
    later: 'PLUS ARCHIVELOG: copied after the data',
    /** `end`: the clock at END_SCN, '' while that is not set. */
    waiting: (end: string) =>
      `waits until archiving reaches END_SCN${end === '' ? '' : ` ${end}`}; files are counted then`,
    counting: (end: string) =>
      `archiving has reached END_SCN${end === '' ? '' : ` ${end}`}: log files are counted next`,
    uncounted: 'copying: this release does not count log files',
    mayWaitUncounted: (end: string) =>
      `copied once archiving has reached END_SCN${end === '' ? '' : ` ${end}`}; this release does not count log files`,
    waitingUncounted: (end: string) =>
      `waits until archiving reaches END_SCN${end === '' ? '' : ` ${end}`}; this release does not count log files`,
    implausibleCounters: "copying: the server's counters of log files cannot be right",
    nothingToCopy: 'nothing to copy',
    filesOf: (finished: string, total: string) => `${finished} of ${counted(total, 'file', 'files')}`,
    done: 'completed',
    ended: 'not finished',
    short: {
      not_requested: 'off',
      later: 'after',
      waiting: 'archive',
      counting: 'counting',
      countingFiles: 'counts log files',
      uncounted: 'under way',
      nothing_to_copy: 'nothing',
      done: 'done',
    },
  },
  throughput: {
    writes: (rate: string) => `writes ${rate}`,
    mean: (rate: string, clock: string) => `mean ${rate} since ${clock}`,
    lastStep: (ago: string) => `last progress ${ago}`,
    filesAMinute: (count: string) => `${counted(count, 'file', 'files')} a minute`,
    noSpeed: 'speed and time left: after a few more backup files (counters move once a file)',
    stalled: (length: string) => `no progress for ${length}`,
  },
  timeLeft: {
    ends: { data: 'data', log: 'log', job: 'job' },
    at: (what: string, clock: string, length: string) => `${what} ends ~${clock} (${length})`,
    within: (what: string, range: string) => `${what} ends in ${range}`,
    asLastTime: (ends: string) => `${ends}, as last time`,
    soon: (what: string) => `${what} ends soon`,
    soonShort: 'soon',
    leftOf: (what: string, length: string) => `${what} ${length}`,
    secondTurn: 'second turn',
    /** The end of the job is known only by an earlier one. */
    ifAsIn: {
      withLog: (ends: string, job: string) => `${ends} if archive and log go as in job ${job}`,
      withoutLog: (ends: string, job: string) => `${ends} if the rest goes as in job ${job}`,
    },
  },
  archive: {
    lag: (length: string) => `lag ${length}`,
    upTo: (moment: string, lag: string) => `archived up to ${moment}, lag ${lag}`,
    noCheckpoint: 'no checkpoint yet',
    passed: 'has reached END_SCN',
    stillToGo: (length: string) => `${length} short of END_SCN`,
    behind: (lag: string, normal: string, moment: string) =>
      `lag ${lag}, normal is up to ${normal}: archived up to ${moment}`,
    none: 'no log is being archived for this tenant',
    fails: (code: string, within: string) =>
      `the backup does not wait for archiving: within ${within} it fails with ${code}`,
    failsNext: 'get archiving to DOING (ALTER SYSTEM ARCHIVELOG), then start the backup again',
  },
  previousRun: {
    sizeAndLog: (size: string) => `${size} + log`,
    tookWithLog: (took: string) => `${took} with its log`,
    tookWithoutLog: (took: string) => `${took} without its log`,
    last: (type: string, took: string, size: string, job: string) =>
      `last ${type} took ${took}${size === '' ? '' : `, ${size}`} (job ${job})`,
    both: (data: string, last: string) => `${data}; ${last}`,
    data: (length: string, took: string, job: string) =>
      `the data takes ${length} in total, in job ${job} it took ${took}`,
    estimate: (left: string, type: string, took: string, job: string) =>
      `estimate: ${left} left if it takes as long as the last ${type} (${took}, job ${job})`,
  },
  stuck: {
    archive: {
      all_tenants: 'the archive it waits for: STATUS and COMMENT of the tenant in CDB_OB_ARCHIVELOG',
      own_tenant: 'the archive it waits for: STATUS and COMMENT in DBA_OB_ARCHIVELOG',
    },
    logStreams: 'log streams (key L): which of them works, waits or retries, and on which server',
    ownTenant:
      'space and speed of the destination; which log stream is slow is visible only in the sys tenant (key L)',
  },
  panel: {
    labels: {
      data: 'Data',
      log: 'Log',
      speed: 'Speed',
      read: 'Read',
      started: 'Started',
      ended: 'Ended',
      result: 'Result',
      comment: 'Comment',
      scn: 'SCN',
      path: 'Path',
      kind: 'Options',
      description: 'Note',
      startedBy: 'By',
      meaning: 'Meaning',
      next: 'Next',
      check: 'Check',
      set: 'Set',
      restore: 'Restore',
      archive: 'Archive',
      previousRun: 'History',
    },
    task: (id: string, set: string, type: string) => `Task ${id} · set ${set} · ${type}`,
    running: 'RUNNING',
    willFail: (code: string) => `will fail with ${code}`,
    moving: 'moving to history',
    lastSeenRunning: 'LAST SEEN RUNNING',
    lost: 'The job is no longer in any view (another cluster, its tenant dropped, or history cleared). What was last seen stays here.',
    nowhere: 'There is no such job in the views. Esc goes back.',
    looking: 'looking for the job',
    noTaskYet: 'The job has no task yet: the server has not started it.',
    noTaskEver: 'The job ended before it had a task.',
    noChildren: 'No tenant has started its job of this cluster job yet.',
    leftNoJob: 'could not start: it has no job, and no event says why',
    noJobYet: (tenants: string) => `no job yet: ${tenants}`,
    /** How long one took that has completed, and after how long one failed or was canceled. */
    endedIn: (length: string) => `in ${length}`,
    endedAfter: (length: string) => `after ${length}`,
    endedAt: (moment: string, length: string) => `${moment}, took ${length}`,
    since: (moment: string, length: string) => `${moment}, ${length} so far`,
    readWrote: ({ read, wrote, ratio, isWithoutLog }: VolumeWords) =>
      `${read} → wrote ${wrote}${ratio === null ? '' : ` (${ratio})`}${isWithoutLog ? ' without the copied log' : ''}`,
    tablets: (finished: string, total: string) => `tablets ${finished} of ${total}`,
    tabletsDone: (finished: string) => `tablets ${finished}`,
    startScn: (scn: string, time: string) => `start ${scn} = ${time}`,
    notSet: 'not set yet',
    ok: '0 (no error)',
    /** A cluster job takes the RESULT of a job of it. */
    ofTenant: (code: string) => `${code} · of the first of its tenants whose backup did not complete`,
    code: (code: string, text: string) => (text === '' ? code : `${code} ${text}`),
    server: (address: string) => `server ${address}`,
    logStream: (id: string) => `log stream ${id}`,
    module: (name: string) => `module ${name}`,
    trace: (id: string) => `trace id ${id}`,
    encryption: (mode: string) => `encryption ${mode}`,
    archivelog: {
      on: 'PLUS ARCHIVELOG on',
      off: 'PLUS ARCHIVELOG off',
      unknown: 'PLUS ARCHIVELOG unknown',
    },
    byClusterJob: (id: string) => `cluster job ${id}, started in sys`,
    byTenant: 'the tenant itself',
    byUnknown: 'unknown: the row of the job is not visible',
    bySys: 'the sys tenant, for the tenants below',
    setFiles: (id: string, status: string, files: string) => `${id}: ${status}, files ${files}`,
    restoreFrom: (time: string) => `possible from ${time} on`,
    restoreNeeds: (sets: string) => `needs sets ${sets}`,
    restoreLog: {
      set: (from: string, to: string) => `log ${from} to ${to}, in the set`,
      archive: (from: string, to: string) => `log ${from} to ${to}, from the archive`,
      unknown: (from: string, to: string) => `log ${from} to ${to}`,
    },
    restoreLacks: (sets: string) => `not possible, unusable or missing: ${sets}`,
    restoreNever: 'this set cannot be restored',
  },
};
