/** The words of the screens in one language. Sentences with figures are functions of the figures' text. */
export interface ScreenWords {
  readonly none: string;
  readonly connecting: (where: string) => string;
  readonly tooSmall: (columns: number, rows: number) => string;
  readonly tls: string;
  readonly noTls: string;
  readonly every: (seconds: string) => string;
  readonly everyIdle: (seconds: string) => string;
  readonly old: (age: string) => string;
  readonly stale: (age: string) => string;
  readonly paused: string;
  readonly crumbs: {
    readonly tenants: string;
    readonly jobs: string;
    readonly job: (id: string) => string;
    readonly clusterJob: (id: string) => string;
    readonly details: string;
    readonly help: string;
    readonly allTenants: string;
    readonly alerts: string;
    readonly logStreams: string;
    readonly events: string;
  };
  readonly counts: {
    readonly tenants: (all: string, running: string) => string;
    readonly jobs: (running: string, history: string) => string;
    readonly more: string;
    readonly rowsOf: (from: string, to: string, all: string) => string;
    readonly filtered: (text: string) => string;
    readonly sorted: (column: string) => string;
    readonly tab: Readonly<Record<'all' | 'running' | 'history', string>>;
  };
  readonly columns: Readonly<
    Record<
      | 'tenant'
      | 'id'
      | 'mode'
      | 'now'
      | 'last'
      | 'job'
      | 'set'
      | 'type'
      | 'status'
      | 'started'
      | 'took'
      | 'data'
      | 'log'
      | 'size'
      | 'from'
      | 'ls'
      | 'server'
      | 'retries'
      | 'turn'
      | 'written'
      | 'blocks'
      | 'result'
      | 'trace'
      | 'time'
      | 'event'
      | 'what',
      string
    >
  >;
  readonly lists: {
    readonly noTenants: string;
    readonly noJobs: string;
    readonly noneMatch: (filter: string) => string;
    readonly noneRunning: string;
    readonly noHistory: string;
    readonly reading: string;
    readonly never: string;
    readonly notRead: string;
    readonly waitsForArchive: string;
    /** A backup that could not start, longest wording first. */
    readonly refused: (ago: string, reason: string, code: string) => readonly [string, ...string[]];
    /** A refusal in a line of its own, with where to look. */
    readonly refusedMore: (text: string) => string;
    readonly refusedUnknown: string;
    readonly noArchiveLog: string;
    readonly clusterJob: (id: string) => string;
    readonly children: (ended: string, all: string) => string;
    readonly failedChildren: (count: string) => string;
    readonly stuckChildren: (count: string) => string;
    readonly refusedChildren: (count: string) => string;
    readonly refusedChildrenShort: (count: string) => string;
    readonly moreJobs: (count: string) => string;
  };
  readonly outcomes: Readonly<Record<'completed' | 'failed' | 'canceled', string>>;
  readonly phases: Readonly<
    Record<
      | 'start'
      | 'system_meta'
      | 'user_meta'
      | 'meta_finish'
      | 'data'
      | 'fuse_meta'
      | 'wait_archive'
      | 'log'
      | 'done',
      string
    >
  >;
  readonly phaseOf: (now: string, all: string) => string;
  readonly data: {
    readonly notBegun: string;
    readonly counting: (tablets: string, blocks: string) => string;
    readonly countingShort: string;
    readonly blocks: (finished: string) => string;
    readonly blocksOf: (finished: string, total: string) => string;
    readonly over: string;
    readonly endedAt: (outcome: string, percent: string) => string;
    readonly lastIn: (status: string) => string;
    readonly why: Readonly<Record<'totals_follow_finished' | 'unknown_status' | 'canceling', string>>;
    readonly whyLong: Readonly<Record<'totals_follow_finished' | 'unknown_status' | 'canceling', string>>;
  };
  readonly log: {
    readonly notRequested: string;
    readonly unknownRequest: string;
    readonly later: string;
    readonly waiting: string;
    readonly uncounted: string;
    readonly waitingUncounted: string;
    readonly nothingToCopy: string;
    readonly filesOf: (finished: string, total: string) => string;
    readonly done: string;
    readonly ended: string;
    readonly short: Readonly<
      Record<'not_requested' | 'later' | 'waiting' | 'uncounted' | 'nothing_to_copy' | 'done', string>
    >;
  };
  readonly pace: {
    readonly left: (length: string, clock: string) => string;
    readonly lastStep: (ago: string) => string;
    readonly noSpeed: string;
    readonly filesAMinute: (count: string) => string;
    readonly stalled: (length: string) => string;
  };
  readonly logStreams: {
    readonly nothing: string;
    readonly queued: string;
    readonly blocksOf: (finished: string, total: string) => string;
    readonly counted: (finished: string, all: string) => string;
  };
  readonly events: {
    readonly nothing: string;
    readonly counted: (count: string) => string;
  };
  readonly archive: {
    readonly lag: (length: string) => string;
    readonly upTo: (moment: string, lag: string) => string;
    readonly noCheckpoint: string;
    readonly passed: string;
    readonly stillToGo: (length: string) => string;
    readonly lessThan: (length: string) => string;
    readonly none: string;
    readonly stands: string;
  };
  readonly past: {
    /** The size begins with its comma, or is empty where it is not known. */
    readonly last: (type: string, took: string, size: string, job: string) => string;
    readonly course: (length: string) => string;
    readonly dataCourse: (length: string) => string;
    readonly estimate: (left: string, type: string, took: string, job: string) => string;
  };
  /** Where to look when a task stands still. */
  readonly stuck: {
    readonly archive: Readonly<Record<'all_tenants' | 'own_tenant', string>>;
    readonly logStreams: string;
    readonly ownTenant: string;
  };
  readonly panel: {
    readonly labels: Readonly<
      Record<
        | 'data'
        | 'log'
        | 'read'
        | 'started'
        | 'ended'
        | 'result'
        | 'comment'
        | 'scn'
        | 'path'
        | 'kind'
        | 'description'
        | 'startedBy'
        | 'meaning'
        | 'lookAt'
        | 'set'
        | 'restore'
        | 'archive'
        | 'past',
        string
      >
    >;
    readonly task: (id: string, set: string, type: string) => string;
    readonly running: string;
    readonly moving: string;
    readonly lost: string;
    readonly nowhere: string;
    readonly looking: string;
    readonly noTaskYet: string;
    readonly noTaskEver: string;
    readonly noChildren: string;
    readonly noJobYet: (tenants: string) => string;
    readonly after: (length: string) => string;
    readonly took: (length: string) => string;
    readonly since: (moment: string, length: string) => string;
    readonly readWrote: (read: string, wrote: string) => string;
    readonly ratio: (ratio: string) => string;
    readonly tablets: (finished: string, total: string) => string;
    readonly tabletsDone: (finished: string) => string;
    readonly startScn: (scn: string, time: string) => string;
    readonly notSet: string;
    readonly ok: string;
    readonly code: (code: string, text: string) => string;
    readonly server: (address: string) => string;
    readonly logStream: (id: string) => string;
    readonly module: (name: string) => string;
    readonly trace: (id: string) => string;
    readonly encryption: (mode: string) => string;
    readonly archivelog: Readonly<Record<'on' | 'off' | 'unknown', string>>;
    readonly byClusterJob: (id: string) => string;
    readonly byTenant: string;
    readonly bySys: string;
    readonly setFiles: (id: string, files: string) => string;
    readonly restoreFrom: (time: string) => string;
    readonly restoreNeeds: (sets: string) => string;
    readonly restoreLacks: (sets: string) => string;
  };
  readonly details: {
    readonly column: string;
    readonly value: string;
    readonly job: (id: string) => string;
    readonly task: (id: string) => string;
    readonly set: (id: string) => string;
    readonly tenant: (name: string) => string;
    readonly archive: string;
    readonly logStream: (id: string) => string;
    readonly event: (name: string) => string;
    readonly isNull: string;
    readonly gone: string;
    readonly lines: (from: string, to: string, all: string) => string;
  };
  readonly alerts: {
    readonly failing: (sentence: string, next: string) => string;
    readonly nextTry: (seconds: string) => string;
    readonly trying: string;
    readonly whilePaused: string;
    readonly noTenant: (name: string) => string;
    readonly filter: (text: string) => string;
  };
  /** What has happened, one sentence a kind; `of` is the job as a sentence names it. */
  readonly changes: {
    readonly job: (tenant: string, job: string, type: string) => string;
    readonly clusterJob: (job: string, type: string) => string;
    readonly said: Readonly<
      Record<'started' | 'completed' | 'canceled' | 'going_again', (of: string) => string>
    >;
    readonly failed: (of: string, code: string) => string;
    readonly stuck: (of: string, length: string) => string;
    readonly refused: (tenant: string, reason: string) => string;
    readonly more: (count: string) => string;
    readonly moreHappened: (count: string) => string;
    readonly none: string;
    readonly counted: (count: string) => string;
    readonly kinds: Readonly<
      Record<'started' | 'completed' | 'failed' | 'canceled' | 'stuck' | 'going_again' | 'refused', string>
    >;
  };
  readonly copied: {
    readonly row: (name: string) => string;
    readonly columns: string;
    readonly trace: (id: string) => string;
    readonly alert: string;
    readonly cut: (size: string) => string;
    readonly nothing: string;
  };
  readonly help: {
    readonly keys: string;
    readonly noPercent: string;
    readonly remarks: string;
  };
  /** A sentence about what could not be read. */
  readonly remark: (sentence: string) => string;
  /** What each key does: a word for the footer, a sentence for the help screen. */
  readonly keys: Readonly<Record<KeyId, { readonly short: string; readonly long: string }>>;
}

/** Everything a key can ask for. */
export type KeyId =
  | 'up'
  | 'down'
  | 'page_up'
  | 'page_down'
  | 'first'
  | 'last'
  | 'open'
  | 'back'
  | 'tab'
  | 'pause'
  | 'longer'
  | 'shorter'
  | 'refresh'
  | 'details'
  | 'log_streams'
  | 'events'
  | 'filter'
  | 'sort'
  | 'reverse'
  | 'alerts'
  | 'copy'
  | 'help'
  | 'quit'
  | 'interrupt'
  | 'redraw'
  | 'suspend';

export const englishScreens: ScreenWords = {
  none: '–',
  connecting: where => `connecting to ${where}`,
  tooSmall: (columns, rows) => `The terminal is ${columns}x${rows}; 60x15 is needed.`,
  tls: 'TLS',
  noTls: 'no TLS',
  every: seconds => `every ${seconds} s`,
  everyIdle: seconds => `idle, every ${seconds} s`,
  old: age => `${age} old`,
  stale: age => `STALE ${age}`,
  paused: 'PAUSED',
  crumbs: {
    tenants: 'Tenants',
    jobs: 'Jobs',
    job: id => `Job ${id}`,
    clusterJob: id => `Cluster job ${id}`,
    details: 'All columns',
    help: 'Help',
    allTenants: 'all tenants',
    alerts: 'Alerts',
    logStreams: 'Log streams',
    events: 'Events',
  },
  counts: {
    tenants: (all, running) => `${all} · ${running} backing up`,
    jobs: (running, history) => `running ${running} · history ${history}`,
    more: 'and older',
    rowsOf: (from, to, all) => `${from}–${to} of ${all}`,
    filtered: text => `filter: ${text}`,
    sorted: column => `by ${column}`,
    tab: { all: 'all', running: 'running only', history: 'history only' },
  },
  columns: {
    tenant: 'TENANT',
    id: 'ID',
    mode: 'MODE',
    now: 'NOW',
    last: 'LAST BACKUP',
    job: 'JOB',
    set: 'SET',
    type: 'TYPE',
    status: 'STATUS',
    started: 'STARTED',
    took: 'TOOK',
    data: 'DATA',
    log: 'LOG',
    size: 'SIZE',
    from: 'FROM',
    ls: 'LS',
    server: 'SERVER',
    retries: 'RETRIES',
    turn: 'TURN',
    written: 'WROTE',
    blocks: 'BLOCKS',
    result: 'RESULT',
    trace: 'TRACE ID',
    time: 'TIME',
    event: 'EVENT',
    what: 'WHAT',
  },
  lists: {
    noTenants: 'This cluster has no tenant that can be backed up.',
    noJobs: 'No backup job has been started here yet.',
    noneMatch: filter => `Nothing matches "${filter}". Esc clears the filter.`,
    noneRunning: 'No backup job is running. Tab shows the others.',
    noHistory: 'No backup job has ended here yet. Tab shows the others.',
    reading: 'reading …',
    never: 'never',
    notRead: 'could not be read',
    waitsForArchive: 'waits for the archive log',
    refused: (ago, reason, code) => [
      `start refused ${ago}: ${reason}, ${code}`,
      `refused ${ago}: ${reason}, ${code}`,
      `refused ${ago} (${code})`,
      `refused (${code})`,
    ],
    refusedMore: text => `${text} · e: events`,
    refusedUnknown: 'reason not known',
    noArchiveLog: 'no archive log',
    clusterJob: id => `cluster job ${id}`,
    children: (ended, all) => `${ended} of ${all} ended`,
    failedChildren: count => `${count} failed`,
    stuckChildren: count => `${count} stuck`,
    refusedChildren: count => `${count} could not start`,
    refusedChildrenShort: count => `${count} refused`,
    moreJobs: count => `+${count}`,
  },
  outcomes: { completed: 'completed', failed: 'failed', canceled: 'canceled' },
  phases: {
    start: 'start',
    system_meta: 'system meta',
    user_meta: 'user meta',
    meta_finish: 'meta done',
    data: 'data',
    fuse_meta: 'fuse meta',
    wait_archive: 'wait for archive',
    log: 'log',
    done: 'done',
  },
  phaseOf: (now, all) => `phase ${now} of ${all}`,
  data: {
    notBegun: 'not begun',
    counting: (tablets, blocks) => `counting: ${tablets} tablets, ${blocks} blocks so far`,
    countingShort: 'counting',
    blocks: finished => `${finished} blocks`,
    blocksOf: (finished, total) => `${finished} of ${total} blocks`,
    over: 'data done',
    endedAt: (outcome, percent) => `${outcome} at ${percent} (last seen)`,
    lastIn: status => `last seen in ${status}`,
    why: {
      totals_follow_finished: 'no percentage: this release counts no totals',
      unknown_status: 'no percentage: a status this program does not know',
      canceling: 'no percentage while it is being canceled',
    },
    whyLong: {
      totals_follow_finished:
        'No percentage is shown because OceanBase before 4.2.1 BP3 sets the totals equal to what is finished: any ratio of them would be 100 % from the first block on. Blocks, bytes and the phase are real.',
      unknown_status:
        'No percentage is shown because the task has a STATUS this program does not know, from a later release. Whether the totals are complete in it cannot be told. It counts as running.',
      canceling:
        'No percentage is shown while the task is being canceled: its STATUS no longer tells which phase it was in.',
    },
  },
  log: {
    notRequested: 'n/a: not asked for (PLUS ARCHIVELOG off)',
    unknownRequest: "not known: the job's row, which says whether log was asked for, is not to be seen",
    later: 'asked for: comes after the data',
    waiting: 'waits: files are counted once archiving has passed the end of the data',
    uncounted: 'in work: this release does not count log files',
    waitingUncounted:
      'waits until archiving has passed the end of the data; this release does not count log files',
    nothingToCopy: 'nothing to copy',
    filesOf: (finished, total) => `${finished} of ${total} files`,
    done: 'completed',
    ended: 'not finished',
    short: {
      not_requested: 'n/a',
      later: 'later',
      waiting: 'waits',
      uncounted: 'in work',
      nothing_to_copy: 'nothing',
      done: 'done',
    },
  },
  pace: {
    left: (length, clock) => `${length} left (${clock})`,
    lastStep: ago => `last step ${ago}`,
    filesAMinute: count => `${count} files a minute`,
    noSpeed: 'speed –, time left – (known after two steps of the counters)',
    stalled: length => `no step for ${length}`,
  },
  logStreams: {
    nothing: 'No log stream has work of this job now.',
    queued: 'queued',
    blocksOf: (finished, total) => `${finished} of ${total}`,
    counted: (finished, all) => `${finished} of ${all} finished`,
  },
  events: {
    nothing: 'The root service has noted nothing about backups here.',
    counted: count => `newest ${count}`,
  },
  archive: {
    lag: length => `archive lag ${length}`,
    upTo: (moment, lag) => `archived up to ${moment}, lag ${lag}`,
    noCheckpoint: 'no checkpoint yet',
    passed: 'has passed the end of the data',
    lessThan: length => `less than ${length}`,
    stillToGo: length => `${length} of log to the end of the data`,
    none: 'no log is being archived for this tenant: the backup waits for ever (ALTER SYSTEM ARCHIVELOG)',
    stands: 'archiving does not go on by itself: until it does the backup waits (ALTER SYSTEM ARCHIVELOG)',
  },
  past: {
    last: (type, took, size, job) => `last ${type} took ${took}${size} (job ${job})`,
    course: length => `on course for ${length}`,
    dataCourse: length => `data on course for ${length}`,
    estimate: (left, type, took, job) =>
      `estimate: ${left} left if it takes as long as the last ${type} (${took}, job ${job})`,
  },
  stuck: {
    archive: {
      all_tenants: 'it waits for the archive: STATUS and COMMENT in CDB_OB_ARCHIVELOG of the tenant',
      own_tenant: 'it waits for the archive: STATUS and COMMENT in DBA_OB_ARCHIVELOG',
    },
    logStreams: 'press L: log streams, which of them works, waits or retries, and on which server',
    ownTenant:
      "space and speed of the destination; which log stream is slow only the sys tenant's login can tell (key L)",
  },
  panel: {
    labels: {
      data: 'Data',
      log: 'Log',
      read: 'Read',
      started: 'Started',
      ended: 'Ended',
      result: 'Result',
      comment: 'Comment',
      scn: 'SCN',
      path: 'Path',
      kind: 'Options',
      description: 'Note',
      startedBy: 'From',
      meaning: 'Means',
      lookAt: 'Look at',
      set: 'Set',
      restore: 'Restore',
      archive: 'Archive',
      past: 'Past',
    },
    task: (id, set, type) => `Task ${id} · set ${set} · ${type}`,
    running: 'RUNNING',
    moving: 'moving to history',
    lost: 'The job is gone from all views: its tenant was dropped. What was last seen stays here.',
    nowhere: 'There is no such job in the views. Esc goes back.',
    looking: 'looking for the job',
    noTaskYet: 'The job has no task yet: the server has not begun with it.',
    noTaskEver: 'The job ended before a task was made for it.',
    noChildren: 'No tenant has a job of this cluster job yet.',
    noJobYet: tenants => `no job yet: ${tenants}`,
    after: length => `after ${length}`,
    took: length => `took ${length}`,
    since: (moment, length) => `${moment}, ${length} so far`,
    readWrote: (read, wrote) => `${read}, wrote ${wrote}`,
    ratio: ratio => `(${ratio})`,
    tablets: (finished, total) => `tablets ${finished} of ${total}`,
    tabletsDone: finished => `tablets ${finished}`,
    startScn: (scn, time) => `start ${scn} = ${time}`,
    notSet: 'not set yet',
    ok: '0 (no error)',
    code: (code, text) => (text === '' ? code : `${code} ${text}`),
    server: address => `server ${address}`,
    logStream: id => `log stream ${id}`,
    module: name => `module ${name}`,
    trace: id => `trace id ${id}`,
    encryption: mode => `encryption ${mode}`,
    archivelog: {
      on: 'PLUS ARCHIVELOG on',
      off: 'PLUS ARCHIVELOG off',
      unknown: 'PLUS ARCHIVELOG not known',
    },
    byClusterJob: id => `cluster job ${id}, started in sys`,
    byTenant: 'the tenant itself',
    bySys: 'the sys tenant, for the tenants below',
    setFiles: (id, files) => `${id}, files ${files}`,
    restoreFrom: time => `possible from ${time} on`,
    restoreNeeds: sets => `needs the sets ${sets}`,
    restoreLacks: sets => `not usable or missing: ${sets}`,
  },
  details: {
    column: 'COLUMN',
    value: 'VALUE',
    job: id => `Job ${id}`,
    task: id => `Task ${id}`,
    set: id => `Backup set ${id}`,
    tenant: name => `Tenant ${name}`,
    archive: 'Archive',
    logStream: id => `Log stream ${id}`,
    event: name => `Event ${name}`,
    isNull: 'NULL',
    gone: 'This row is not in the views any more. Esc goes back.',
    lines: (from, to, all) => `${from}–${to} of ${all}`,
  },
  alerts: {
    failing: (sentence, next) => `${sentence} ${next}`,
    nextTry: seconds => `Next try in ${seconds} s.`,
    trying: 'Trying now.',
    whilePaused: 'Paused: r tries again.',
    noTenant: name => `There is no tenant "${name}" here. Choose one.`,
    filter: text => `/${text}`,
  },
  changes: {
    job: (tenant, job, type) => `${tenant} job ${job} ${type}`,
    clusterJob: (job, type) => `cluster job ${job} ${type}`,
    said: {
      started: of => `${of} started`,
      completed: of => `${of} completed`,
      canceled: of => `${of} canceled`,
      going_again: of => `${of} goes on`,
    },
    failed: (of, code) => `${of} failed: ${code}`,
    stuck: (of, length) => `${of}: no step for ${length}`,
    refused: (tenant, reason) => `${tenant}: start refused: ${reason}`,
    more: count => `${count} more: a`,
    moreHappened: count => `and ${count} more`,
    none: 'Nothing has happened since the start of this program.',
    counted: count => `${count} since the start`,
    kinds: {
      started: 'started',
      completed: 'completed',
      failed: 'failed',
      canceled: 'canceled',
      stuck: 'stuck',
      going_again: 'goes on',
      refused: 'start refused',
    },
  },
  copied: {
    row: name => `copied the row of ${name}, if the terminal allows it (OSC 52)`,
    columns: 'copied all columns, if the terminal allows it (OSC 52)',
    trace: id => `copied the trace id ${id}, if the terminal allows it (OSC 52)`,
    alert: 'copied the alert, if the terminal allows it (OSC 52)',
    cut: size => `only the first ${size}`,
    nothing: 'There is nothing to copy here.',
  },
  help: {
    keys: 'Keys',
    noPercent: 'Why no percentage',
    remarks: 'About this server',
  },
  remark: sentence => `⚠ ${sentence}`,
  keys: {
    up: { short: 'move', long: 'move up' },
    down: { short: 'move', long: 'move down' },
    page_up: { short: 'page', long: 'a page up' },
    page_down: { short: 'page', long: 'a page down' },
    first: { short: 'first', long: 'to the first row' },
    last: { short: 'last', long: 'to the last row' },
    open: { short: 'open', long: "open the tenant's jobs, or the job" },
    back: { short: 'back', long: 'go back; clear the filter first' },
    tab: { short: 'running/history', long: 'show running jobs, history, or all' },
    pause: { short: 'pause', long: 'pause: nothing is read until you go on' },
    longer: { short: 'interval', long: 'longer interval: read less often' },
    shorter: { short: 'interval', long: 'shorter interval: read more often' },
    refresh: { short: 'now', long: 'read now' },
    details: { short: 'all columns', long: 'every column of the row, as the server sent it' },
    log_streams: {
      short: 'log streams',
      long: 'the log streams of the job: which works where, waits or retries (sys only)',
    },
    events: {
      short: 'events',
      long: 'what the root service did for backups, also of starts refused (sys only)',
    },
    filter: { short: 'filter', long: 'filter the list: name, id, status, type' },
    sort: { short: 'sort', long: 'sort by the next column; after the last one as at first' },
    reverse: { short: 'reverse', long: 'turn the order round' },
    alerts: { short: 'alerts', long: 'all that has happened since the start' },
    copy: { short: 'copy', long: 'copy the row, or the trace id, to the clipboard (OSC 52)' },
    help: { short: 'help', long: 'this help' },
    quit: { short: 'quit', long: 'end the program' },
    interrupt: { short: 'interrupt', long: 'end the program as an interrupt does, with exit code 130' },
    redraw: { short: 'redraw', long: 'draw the screen anew' },
    suspend: { short: 'suspend', long: 'suspend the program; fg continues it' },
  },
};
