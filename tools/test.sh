#!/bin/bash
# test.sh: everything that proves leadpixel, the quick things first; ends at
# the first stage that fails.  Started by `make test`, which is what CI runs.
set -u
cd "$(dirname "$0")/.." || exit 1
PATH=$PATH:/usr/sbin:/sbin
log=build/test
jobs=$(nproc)
passed=0
mkdir -p "$log"

# stage NAME COMMAND...: silent when right
stage() {
	local name=$1 began=$SECONDS
	shift
	printf '== %s\n' "$name"
	if ! "$@" > "$log/output" 2>&1; then
		tail -n 60 "$log/output"
		printf '\n%s failed\n%d passed, 1 failed\n' "$name" "$passed"
		exit 1
	fi
	passed=$((passed + 1))
	printf '   %d s\n' $((SECONDS - began))
}

compile() {
	make --no-print-directory -s -j "$jobs" CC="$1" B="$2" all \
		"$2/tools/sample"
}

analyse() {
	cppcheck -q -j "$jobs" --std=c11 --language=c --error-exitcode=1 \
		--enable=warning,performance,portability --inline-suppr \
		--suppress=missingIncludeSystem -D_GNU_SOURCE \
		-Isrc/base -Isrc/format -Isrc/domain -Isrc/store -Isrc/edge \
		-Isrc/verb -Icli -Icgi-bin/api -Ibuild/gen src cgi-bin cron cli
}

# gcc's analyser, then clang's, one file at a time: several at once make
# clang-tidy 14 report what is not there
look_closer() {
	local file floors="-iquote src/base -iquote src/format -iquote src/domain
		-iquote src/store -iquote src/edge -iquote src/verb"
	make --no-print-directory -s -j "$jobs" CC=gcc B=build/analyser \
		OPT="-O1 -g -fanalyzer" all || return 1
	for file in src/*/*.c cli/*.c cron/*.c cgi-bin/*.c cgi-bin/*/*.c; do
		echo "$file"
	done | xargs -P "$jobs" -I FILE clang-tidy --quiet FILE -- -std=c11 \
		-D_GNU_SOURCE $floors -iquote cli -iquote cgi-bin/api -iquote build/gen 2>/dev/null
}

# figures are worth seeing, right or wrong
storm() {
	printf '== storm\n'
	make --no-print-directory -s storm || {
		printf '\nstorm failed\n%d passed, 1 failed\n' "$passed"
		exit 1
	}
	passed=$((passed + 1))
}

stage "build by gcc" compile gcc build
stage "build by clang" compile clang build/clang
stage "rules of the house" tests/style/check.sh
stage "the rules' own test" tests/style/selftest.sh
stage "static analysis" analyse
stage "closer analysis" look_closer
stage "unit tests" make --no-print-directory -s -j "$jobs" unit
[ ! -e tests/storm/storm.mjs ] || storm
printf '== behind Apache, in Chromium, against the stand-in for Pipedrive\n'
export LEADPIXEL_BUILD="$PWD/build"
node --test --test-reporter=spec tests/fake/*.test.mjs \
	tests/attribution/*.test.mjs tests/e2e/*.test.mjs \
	tests/browser/*.test.mjs tests/sync/*.test.mjs
