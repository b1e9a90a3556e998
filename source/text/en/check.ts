import { counted } from './plural.ts';

/** The words of --check. The first word and the state are what monitoring expects, in any language. */
export const checkWords = {
  line: (state: string, text: string) => `BACKUP ${state} - ${text}`,
  ofTenant: (tenant: string, facts: readonly string[]) => `${tenant}: ${facts.join(', ')}`,
  all: (parts: readonly string[]) => parts.join('; ') || 'nothing to report',
  more: (count: string) => `${counted(count, 'more tenant', 'more tenants')}`,
  fine: (count: string) => `${counted(count, 'tenant', 'tenants')} fine`,
  oldest: (tenant: string, age: string) => `oldest good backup ${age} ago (${tenant})`,
  running: (count: string) => `${counted(count, 'backup', 'backups')} running`,
  noTenants: 'there is no tenant to judge',
  findings: {
    never: 'no good backup yet',
    neverRunning: 'no good backup yet, one is running',
    overdue: (age: string, limit: string) => `last good backup ${age} ago, limit ${limit}`,
    overdueRunning: (age: string, limit: string) =>
      `last good backup ${age} ago, limit ${limit}, one is running`,
    failed: (job: string, code: string) => `job ${job} failed: ${code}`,
    couldNotStart: (reason: string) => `could not start: ${reason}`,
    stuck: (job: string, length: string) => `job ${job}: no progress for ${length}`,
    longRun: (job: string, length: string) => `job ${job} has been running for ${length}`,
    longRunThan: (job: string, length: string, last: string) =>
      `job ${job} has been running for ${length}, the last one took ${last}`,
    noArchivelog: 'log archiving is off (NOARCHIVELOG), so no backup can start',
    archiveNotDoing: (status: string) => `log archiving is ${status}`,
    archiveLag: (lag: string, limit: string) => `archive lag ${lag}, limit ${limit}`,
    archiveBehind: (lag: string, normal: string) => `archive lag ${lag}, normal is up to ${normal}`,
    unknownGood: 'its last good backup could not be read',
  },
};
