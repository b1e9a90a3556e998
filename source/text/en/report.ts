/** Why there is nothing to print or to wait for. */
export const notFoundSentences = {
  no_tenant: ({ name, known }: { name: string; known: string }) =>
    `There is no tenant '${name}' here that can be backed up. ` +
    `${known === '' ? 'There are none at all.' : `There are: ${known}.`}`,
  no_job_in_tenant: ({ job }: { job: bigint }) => `There is no job ${job} in this tenant.`,
  no_recent_job: ({ job }: { job: bigint }) =>
    `There is no job ${job} among the running and the most recently ended jobs: for an older one, name its tenant with -t.`,
  several_jobs: ({ job, tenants }: { job: bigint; tenants: string }) =>
    `Several tenants have a job ${job} (${tenants}): name the tenant with -t, or sys for the cluster job.`,
};
