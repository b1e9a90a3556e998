#!/bin/sh
# Checks many clusters, one after the other: check-hosts.sh FILE [OPTION of ob-backup-top ...]
# FILE has a cluster on each line: a name, and the options to connect with; # begins a comment. Prints a line for each, the
# name in front, and ends with the worst code, of 0 OK, 3 UNKNOWN, 1 WARNING and 2 CRITICAL the last.
set -u
top=${OB_BACKUP_TOP:-ob-backup-top}
file=${1:?usage: check-hosts.sh FILE [OPTION ...]}
shift
worst=0
while read -r name options; do
  case $name in '' | '#'*) continue ;; esac
  # Options are words without blanks in them.
  # shellcheck disable=SC2086
  line=$($top --check $options "$@" </dev/null)
  code=$?
  printf '%s: %s\n' "$name" "$line"
  # Any other is of a program that could not be started.
  case $code in [0-3]) ;; *) code=3 ;; esac
  case $worst$code in
    *0 | 2? | 1[13] | 33) ;;
    *) worst=$code ;;
  esac
done <"$file"
exit "$worst"
