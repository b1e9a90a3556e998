#!/bin/sh
# Leaves metrics for the textfile collector of node_exporter: textfile-collector.sh FILE.prom [OPTION of ob-backup-top ...]
# The file is replaced at once, so it is never read half written. When the cluster cannot be read it stays as it is, and its
# age, node_textfile_mtime_seconds, tells.
set -u
top=${OB_BACKUP_TOP:-ob-backup-top}
file=${1:?usage: textfile-collector.sh FILE.prom [OPTION ...]}
shift
# Of the same folder, as only within one file system a file is replaced at once; not *.prom, which would be collected.
made=$file.$$
trap 'rm -f "$made"' EXIT
$top "$@" --metrics >"$made" && chmod 644 "$made" && mv "$made" "$file"
