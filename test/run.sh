#!/usr/bin/env bash
# Everything from a fresh checkout: install, build, types, lint, OceanBase's SQL engine, all tests.
# Needs Node 20 or newer with npm; Python with pip for the tests on OceanBase's own SQL engine.
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
trap 'rm -rf "$report"' EXIT

failed=()
step() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

step build npm run --silent build
step types npm run --silent types
step lint npm run --silent lint
step engine node scripts/fetch-engine.ts
# The terminal tests run on the single executable, too, where Bun runs: Linux with glibc on x86-64 or aarch64.
case "$(uname -sm)" in
  'Linux x86_64') executable=linux-x64 ;;
  'Linux aarch64') executable=linux-arm64 ;;
  *) executable= ;;
esac
if [ -n "$executable" ]; then
  step package npm run --silent package
  export OB_TEST_EXECUTABLE="$PWD/dist/release/$executable/ob-backup-top"
else
  echo "The tests on the single executable are left out: it is made for Linux, and this is $(uname -sm)."
  [ -z "${CI:-}" ] || failed+=("executable")
fi

step tests vitest run --reporter=default --reporter=json --outputFile.json="$report/tests.json" \
  --reporter=./test/contract/servers/left-out.ts "$@"

for name in ${failed[@]+"${failed[@]}"}; do echo "Failed: $name."; done
node scripts/tally.ts "$report/tests.json"
[ ${#failed[@]} -eq 0 ]
