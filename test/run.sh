#!/usr/bin/env bash
# Everything from a fresh checkout: install, build, types, lint, OceanBase's SQL engine, all tests.
# Needs Node 20 or newer with npm; Python with pip for the tests on OceanBase's own SQL engine.
# Three parts run at the same time, as each waits for servers and terminals about as long as it computes; what two of them
# printed follows when the third has ended. Arguments go to vitest: `bash test/run.sh test/text`.
# The last line is `N passed, N failed, N skipped`; the exit code is 0 only if every step succeeded.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Packages are installed again only when the lock file is newer.
installed=node_modules/.package-lock.json
if [ ! -f "$installed" ] || [ package-lock.json -nt "$installed" ]; then
  npm ci --loglevel=error || {
    echo "The packages could not be installed; see npm's message above." >&2
    exit 1
  }
fi

# The package `node` gives the Node the program is developed with, whatever the machine has.
export PATH="$PWD/node_modules/.bin:$PATH"
report=$(mktemp -d) || exit 1
background=
trap '[ -z "$background" ] || kill $background 2>/dev/null; rm -rf "$report"' EXIT

step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || echo "$name" >>"$report/failed"
}

# tests NAME VITEST-ARGUMENTS: one run of vitest, with a report of its own.
tests() {
  local name=$1
  shift
  step "tests: $name" vitest run --passWithNoTests --reporter=default --reporter=json \
    --outputFile.json="$report/$name.json" --reporter=./test/contract/servers/left-out.ts "$@"
}

step build npm run --silent build
step engine node scripts/fetch-engine.ts

# The terminal tests run on the single executable, too, where Bun runs: Linux with glibc on x86-64 or aarch64.
case "$(uname -sm)" in
  'Linux x86_64') executable=linux-x64 ;;
  'Linux aarch64') executable=linux-arm64 ;;
  *) executable= ;;
esac
tests contract --project contract "$@" >"$report/contract.log" 2>&1 &
background=$!
{
  if [ -n "$executable" ]; then
    step package node scripts/package.ts --built --quick
    OB_TEST_EXECUTABLE="$PWD/dist/release/$executable/ob-backup-top" tests executable --project executable "$@"
  else
    echo "The tests on the single executable are left out: it is made for Linux, and this is $(uname -sm)."
    [ -z "${CI:-}" ] || echo executable >>"$report/failed"
  fi
  tests terminal --project terminal "$@"
} >"$report/terminal.log" 2>&1 &
background="$background $!"

step types npm run --silent types
step lint npm run --silent lint
tests rooms --project rooms "$@"
wait $background
background=
cat "$report/contract.log" "$report/terminal.log"

[ ! -f "$report/failed" ] || sed 's/.*/Failed: &./' "$report/failed"
# A run that ended before it could write its report is counted as a failure.
node scripts/tally.ts "$report"/{rooms,contract,terminal}.json ${executable:+"$report/executable.json"}
[ ! -f "$report/failed" ]
