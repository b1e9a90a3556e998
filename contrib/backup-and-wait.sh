#!/bin/sh
# Backs up one tenant and waits until it is done: backup-and-wait.sh TENANT [FULL|INC] [OPTION ...]
#
# Both clients log in to sys. OPTIONs are given to obclient and to ob-backup-top, so they have to be known to both: -h, -P, -u,
# --defaults-extra-file. OBCLIENT and OB_BACKUP_TOP name other programs, TIMEOUT how long to wait (12h).
# Ends with 0 if there is a good backup, else with the code of ob-backup-top: 5 failed, 6 canceled, 7 too long, and with 1 if
# it did not start.
set -u
obclient=${OBCLIENT:-obclient}
top=${OB_BACKUP_TOP:-ob-backup-top}
tenant=${1:?usage: backup-and-wait.sh TENANT [FULL|INC] [OPTION ...]}
shift
incremental=
case ${1:-} in
  FULL) shift ;;
  INC) incremental=INCREMENTAL && shift ;;
esac

# The newest job that sys has started: JOB_ID only grows.
newest_job() {
  list=$($top "$@" -t sys --tsv jobs) || exit
  printf '%s\n' "$list" | awk -F '\t' '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i == "job_id") column = i; next }
    $column > newest { newest = $column }
    END { print newest + 0 }'
}

before=$(newest_job "$@") || exit
started=$(date +%s)
$obclient "$@" -e "ALTER SYSTEM BACKUP $incremental TENANT = $tenant" || exit 1
job=$(newest_job "$@") || exit
tries=10
while [ "$job" -le "$before" ] && [ $tries -gt 0 ]; do
  tries=$((tries - 1))
  sleep 1
  job=$(newest_job "$@") || exit
done
if [ "$job" -le "$before" ]; then
  echo "backup-and-wait: no backup of $tenant has started" >&2
  exit 1
fi

$top "$@" --wait -t sys -j "$job" --timeout "${TIMEOUT:-12h}" || exit
# A tenant that could not start leaves no job of its own, and sys goes on without it: so ask for the backup itself.
$top "$@" --check -t "$tenant" --max-age "$(($(date +%s) - started + 1))s"
[ $? -lt 2 ] || exit 1
