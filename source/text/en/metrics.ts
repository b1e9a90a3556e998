/** What the metrics mean. English alone: they are read by programs, and compared between hosts. */
export const metricHelp = {
  read_timestamp_seconds: "The server's clock when the state was read.",
  last_good_timestamp_seconds:
    'End of the last COMPLETED backup of a tenant; absent where there never was one.',
  needs:
    'Whether a tenant needs someone: its last backup failed, could not start, one makes no progress (stuck), or there is no COMPLETED one younger than --max-age (overdue, never).',
  jobs_running: 'Backup jobs of a tenant that run.',
  archivelog_enabled: 'Whether LOG_MODE of a tenant is ARCHIVELOG.',
  archive_doing: 'Whether STATUS of the log archive of a tenant is DOING.',
  archive_checkpoint_timestamp_seconds: 'The moment up to which the log of a tenant is archived.',
  archive_lag_seconds: 'How far log archiving of a tenant is behind.',
  job_start_timestamp_seconds: 'Start of a running backup job.',
  job_data_ratio: 'How far the data of a running backup is; absent where it cannot be known.',
  job_log_ratio: 'How far the log of a running backup is; absent where it cannot be known.',
  job_input_bytes: 'INPUT_BYTES of the task of a running backup.',
  job_output_bytes: 'OUTPUT_BYTES of the task of a running backup.',
};
