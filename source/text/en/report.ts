/** Why --once has nothing to print. */
export const notFoundSentences = {
  no_tenant: ({ name, known }: { name: string; known: string }) =>
    `There is no tenant '${name}' here that can be backed up. ` +
    `${known === '' ? 'There are none at all.' : `There are: ${known}.`}`,
  no_job_in_tenant: ({ job }: { job: bigint }) => `There is no job ${job} in this tenant.`,
  no_recent_job: ({ job }: { job: bigint }) =>
    `There is no job ${job} among the running and the most recently ended jobs: for an older one, name its tenant with -t.`,
};
