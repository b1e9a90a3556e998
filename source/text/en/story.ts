/** The words of the story of the chosen row, below a list. */
export const englishStory = {
  job: (id: string) => `job ${id}`,
  set: (id: string) => `set ${id}`,
  byClusterJob: (id: string) => `cluster job ${id}`,
  started: (moment: string, length: string) => `started ${moment}, ${length} so far`,
  ended: (moment: string, length: string) => `ended ${moment}, took ${length}`,
  couldNotStart: (ago: string) => `could not start ${ago}`,
  archivingFirst: (statement: string) =>
    `${statement}, wait until its STATUS is DOING, then start the backup again.`,
  goodLabel: 'Good',
  goodJob: (id: string, type: string, ago: string) => `job ${id} (${type}, ${ago})`,
  around: (before: string, after: string) => `good backups around it: ${before} and ${after}`,
  onlyBefore: (before: string) => `last good backup before it: ${before}`,
  onlyAfter: (after: string) => `no good backup before it; first one after it: ${after}`,
  noneBefore: 'no good backup before it',
  daysLabel: 'Days',
  daysFine: (completed: string, all: string) => `${completed} of the last ${all} days completed, none failed`,
  daysFailed: (completed: string, all: string, dates: string) =>
    `${completed} of the last ${all} days completed; failed: ${dates}`,
};
