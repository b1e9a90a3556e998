import { englishChanges } from './changes.ts';
import { englishKeys } from './keys.ts';
import { counted } from './plural.ts';
import { punctuation } from './punctuation.ts';
import { englishStory } from './story.ts';
import { englishTask } from './tasks.ts';
import { englishTenants } from './tenants.ts';

/** The words of the screens in English. Sentences with figures are functions of the figures' text. */
export const englishScreens = {
  punctuation,
  none: '–',
  /** A percentage as it is: `71.40 %`. */
  percent: (percent: string) => percent,
  connecting: (where: string) => `connecting to ${where}`,
  tooSmall: (size: string, needed: string) => `The terminal is ${size}; ${needed} is needed.`,
  tls: 'TLS',
  otherCertificate: 'TLS, certificate changed',
  certificateChanged: "The server's TLS certificate changed on reconnect; ?: more",
  noTls: 'no TLS',
  every: (seconds: string) => `every ${seconds}s`,
  everyIdle: (seconds: string) => `idle, every ${seconds}s`,
  old: (age: string) => `${age} old`,
  stale: (age: string) => `STALE ${age}`,
  paused: 'PAUSED',
  crumbs: {
    tenants: 'Tenants',
    jobs: 'Jobs',
    job: (id: string) => `Job ${id}`,
    clusterJob: (id: string) => `Cluster job ${id}`,
    details: 'All columns',
    help: 'Help',
    allTenants: 'all tenants',
    alerts: 'Alerts',
    logStreams: 'Log streams',
    events: 'Events',
    statement: 'SQL statement',
  },
  /** Q */
  statement: {
    note: 'What was sent last for the screen below; y copies it. It was sent in a session with time_zone +00:00.',
    none: 'Nothing has been sent for this screen yet.',
  },
  /** In the header of a demo: how any client reaches its cluster. */
  demo: 'DEMO',
  counts: {
    tenants: (all: string, running: string) => `${all} · ${running} backing up`,
    jobs: (running: string, history: string) => `running ${running} · history ${history}`,
    more: 'and older',
    rowsOf: (from: string, to: string, all: string) => `${from}–${to} of ${all}`,
    filtered: (text: string, found: string) => `filter: ${text} · ${found}`,
    foundOf: (found: string, all: string) => `${found} of ${all}`,
    found: (found: string) => `${found} found`,
    ofRunning: (at: string, all: string) => `${at} of ${all} running: [ ]`,
    ofRunningShort: (at: string, all: string) => `${at} of ${all} [ ]`,
    sorted: (column: string) => `by ${column}`,
    tab: { all: 'all', running: 'running only', history: 'history only' },
  },
  columns: {
    tenant: 'TENANT',
    id: 'ID',
    mode: 'MODE',
    job: 'JOB',
    set: 'SET',
    type: 'TYPE',
    status: 'STATUS',
    started: 'STARTED',
    startedDay: 'DAY',
    took: 'TIME',
    data: 'DATA',
    log: 'LOG',
    leftOrResult: 'LEFT/RESULT',
    left: 'LEFT',
    speed: 'SPEED',
    by: 'BY',
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
    outcome: 'RESULT',
  },
  lists: {
    fromUnknown: 'unknown',
    stuckFor: (length: string) => `stuck ${length}`,
    bySys: 'sys',
    byTenant: 'the tenant',
    noTenants: 'This cluster has no tenant that can be backed up.',
    noJobs: 'No backup job has been started here yet.',
    noneMatch: (filter: string) => `Nothing matches "${filter}". Esc clears the filter.`,
    searching: (what: string) => `searching the history for ${what} …`,
    searchedAll: 'all of the history was searched',
    searchedFor: (what: string, count: string, since: string) =>
      `the history was searched for ${what} back to ${since} (${count} found); older ones: ↓ or ⏎ at the end`,
    searchedNewest: (count: string, since: string) =>
      `searched the newest ${count} of the history, back to ${since}; older ones: ↓ or ⏎ at the end`,
    noneRunning: 'No backup job is running. Tab shows the others.',
    noHistory: 'No backup job has ended here yet. Tab shows the others.',
    endedNotRead: 'No backup job is running. Those that have ended could not be read.',
    historyNotRead: 'Jobs that have ended could not be read. Tab shows the others.',
    olderInJson: (count: string) =>
      count === '1'
        ? '1 older ended job is not shown here; --json has it.'
        : `${count} older ended jobs are not shown here; --json has them.`,
    reading: 'reading …',
    notReadYet: 'nothing read yet',
    never: 'never',
    notRead: 'could not be read',
    /** The log that PLUS ARCHIVELOG copied comes on top. */
    sizeAndLog: (size: string) => `${size}+`,
    waitsForArchive: 'waits for log archiving',
    waitsForArchiveLag: (lag: string) => `waits for log archiving (lag ${lag})`,
    noArchiveLog: 'log archiving is off',
    clusterJob: (id: string) => `cluster job ${id}`,
    clusterJobShort: (id: string) => `cluster ${id}`,
    tenants: (count: string) => counted(count, 'tenant', 'tenants'),
    childrenShort: (ended: string, all: string) => `${ended} of ${all}`,
    children: (ended: string, all: string) => `${ended} of ${all} ended`,
    failedChildren: (count: string) => `${count} failed`,
    stuckChildren: (count: string) => `${count} stuck`,
    refusedChildren: (count: string) => `${count} could not start`,
    refusedChildrenShort: (count: string) => `${count} not started`,
    moreJobs: (count: string) => `+${count}`,
  },
  trend: {
    length: 'length',
    written: 'written',
    caption: (count: string) => `last ${count} ended jobs, newest right`,
    ofType: (type: string, range: string) => `${type} ${range}`,
    types: (ranges: readonly string[]) => ranges.join(', '),
    sizes: (from: string, to: string) => `${from}–${to}`,
    lastGood: (type: string, ago: string) => `last good ${type} ${ago}`,
    failed: (count: string, all: string) => `${count} of the last ${all} failed`,
  },
  logStreams: {
    nothing: 'No log stream is working on this job.',
    queued: 'queued',
    blocksOf: (finished: string, total: string) => `${finished} of ${total}`,
    counted: (finished: string, all: string) => `${finished} of ${all} finished`,
    failedAttempt: 'attempt failed',
    failedInShort: 'failed',
    failed: (count: string) => `${counted(count, 'attempt', 'attempts')} failed`,
    retrying: (ls: string, retries: string) => `↻ log stream ${ls}: ${counted(retries, 'retry', 'retries')}`,
    finished: 'finished',
    /** At its own pace it will end after all the others. */
    endsLast: 'ends last at this pace',
    more: (count: string, finished: string) => `… ${count} more, ${finished} of them finished (L: all)`,
    needsSys: 'log streams: which one is slow or retries is visible in a sys login only',
  },
  events: {
    nothing: 'RootService has recorded no backup events here.',
    counted: (count: string) => `newest ${count}`,
  },
  details: {
    column: 'COLUMN',
    value: 'VALUE',
    job: (id: string) => `Job ${id}`,
    task: (id: string) => `Task ${id}`,
    moreTasks: (count: string) => `${count} more tasks (--once --json has them)`,
    set: (id: string) => `Backup set ${id}`,
    tenant: (name: string) => `Tenant ${name}`,
    archive: 'Archive',
    logStream: (id: string) => `Log stream ${id}`,
    event: (name: string) => `Event ${name}`,
    isNull: 'NULL',
    gone: 'This row is no longer in the views. Esc goes back.',
  },
  alerts: {
    failing: (sentence: string, next: string) => `${sentence} ${next}`,
    /** A connection that there was: to whom, since when, and why where that is known. */
    lost: (where: string, at: string, why: string) =>
      `Lost ${where} at ${at}${why === '' ? '' : ` (${why})`}.`,
    lostShort: (at: string) => `Connection lost at ${at}.`,
    lostBecause: {
      connection_refused: 'refused',
      unknown_host: 'unknown host',
      lookup_failed: 'name lookup failed',
      connect_timeout: 'no answer',
      answer_timeout: 'no answer',
      no_route: 'no route',
      network_unreachable: 'network unreachable',
      no_socket_file: 'socket file gone',
      closed_by_server: 'closed by the server',
      connection_lost: '',
      not_connected: '',
    },
    /** A login that was refused after there had been a connection. */
    refused: (user: string, why: string) => `Login of ${user} refused${why === '' ? '' : ` (${why})`}.`,
    refusedBecause: {
      wrong_login: 'wrong password, or no such user or tenant',
      host_not_allowed: 'host not in the whitelist',
      account_locked: 'account locked',
    },
    nextTry: (seconds: string) => `Next try in ${seconds}s, r: now`,
    trying: 'Trying now …',
    waitsForUser: 'r: try again; more refusals may lock the account.',
    waitsForUserShort: 'r: try again',
    whilePaused: 'Paused: r tries again.',
    noTenant: (name: string) => `There is no tenant "${name}" here. Choose one.`,
    filter: (text: string) => `/${text}`,
    /** What keys do while a filter is typed. */
    typing: { take: 'apply', clear: 'clear', history: 'history' },
  },
  changes: englishChanges,
  copied: {
    row: (name: string) => `copied the row of ${name}, if the terminal allows it (OSC 52)`,
    columns: 'copied all columns, if the terminal allows it (OSC 52)',
    trace: (id: string) => `copied the trace id ${id}, if the terminal allows it (OSC 52)`,
    alert: 'copied the alert, if the terminal allows it (OSC 52)',
    statement: 'copied the statement, if the terminal allows it (OSC 52)',
    cut: (message: string, size: string) => `${message}; only the first ${size}`,
    nothing: 'There is nothing to copy here.',
  },
  help: {
    keys: 'Keys',
    noPercent: 'Why no percentage',
    remarks: 'About this server',
    mouse: 'Mouse',
    mouseLong:
      'With --mouse: the wheel moves, a click chooses a row, again opens it; column titles order, keys of the last line work.',
  },
  remark: (sentence: string) => `⚠ ${sentence}`,
  remarkInHelp: ' ?: more',
  ...englishTask,
  tenantList: englishTenants,
  story: englishStory,
  keys: englishKeys,
  /** s: the line that an order of the list is chosen in, and the keys below it. */
  order: {
    by: 'Order by',
    choose: 'choose',
    take: 'apply',
    asBefore: 'as it was',
    /** The order that jobs have by themselves. */
    newest: 'newest first',
  },
  /** [ and ] */
  noOtherRunning: 'No other job is running.',
  /** n, N and !: where there is none, where the chosen row is the only one, and where the end of the list was passed. */
  hits: {
    none: 'Nothing in this list needs a look.',
    no_other: 'There is no other one in this list.',
    end: 'Passed the end of the list: back at the top.',
    top: 'Passed the top of the list: on at its end.',
  },
  /** In the footer of an overlay, for `q`. */
  close: 'close',
  /** What the keys do that open a screen, by its id. */
  openers: {
    log_streams: {
      short: 'log streams',
      long: 'log streams of the job: which of them works where, waits or retries (sys only)',
    },
    events: {
      short: 'events',
      long: 'RootService events, with backups that could not start (sys only)',
    },
    details: { short: 'all columns', long: 'every column of the row, as the server sent it' },
    alerts: { short: 'alerts', long: 'what has happened since the start' },
    statement: { short: 'SQL', long: 'the SQL statement behind the screen, ready to paste into a client' },
    help: { short: 'help', long: 'this help' },
  },
};

/** The words of the screens in one language. */
export type ScreenWords = typeof englishScreens;
