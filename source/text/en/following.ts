/** What --watch and --wait print on standard error, other than changes. */
export const followingSentences = {
  nothing_to_wait_for: () => 'No backup is running, so there is nothing to wait for.',
  failing: ({ error }: { error: string }) => `${error} Trying again.`,
  recovered: ({ length }: { length: string }) => `Reading again, after ${length}.`,
  timed_out: ({ length, jobs }: { length: string; jobs: string }) =>
    `The time of --timeout, ${length}, is over; still running: ${jobs}.`,
  timed_out_before: ({ length }: { length: string }) =>
    `The time of --timeout, ${length}, was over before the jobs could be read.`,
  lost: ({ job }: { job: string }) =>
    `The ${job} is in no view any more, so how it ended is unknown: was its tenant dropped?`,
};

/** The status line of --wait: what one job is doing, and how many more are waited for. */
export function waitingForMore(job: string, more: string): string {
  return `${job}, and ${more} more`;
}

/** What --plain says of a tenant. */
export const plainSentences = {
  /** Who is connected to what: read aloud, so with no sign that has a name. */
  header: (facts: readonly string[]) => facts.join(', '),
  ago: (sentence: string, ago: string) => `${sentence}, ${ago}`,
  never: (tenant: string) => `${tenant}: no backup has ended yet`,
};
