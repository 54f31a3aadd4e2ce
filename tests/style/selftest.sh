#!/bin/sh
# selftest.sh: plants each violation in a small house of its own and expects
# check.sh to name it, at that line, and nothing else.
set -u
here=$(cd "$(dirname "$0")" && pwd)
room=$(mktemp -d) || exit 1
trap 'rm -rf "$room"' EXIT
failed=0

# a house in which all is right, and which comes near each rule
build() {
	rm -rf "$room"/*
	for floor in base format domain store edge verb; do
		mkdir -p "$room/src/$floor"
	done
	mkdir -p "$room/cgi-bin" "$room/tests/unit"
	printf '%s\n' '#ifndef LOW_H' '#define LOW_H' 'struct low { int x; };' \
		'#endif' > "$room/src/base/low.h"
	printf '%s\n' '#ifndef HIGH_H' '#define HIGH_H' '#include "low.h"' \
		'#endif' > "$room/src/verb/high.h"
	printf '%s\n' '#include "low.h"' '#include <ini.h>' 'int x;' \
		> "$room/src/format/ini.c"
	printf '%s\n' '#include <pthread.h>' > "$room/src/edge/gate.c"
	printf '%s\n' '#include <fcgiapp.h>' > "$room/src/edge/line.c"
	printf '%s\n' '#include <sqlite3.h>' > "$room/src/store/db.c"
	printf '%s\n' 'const char *t = "SELECT a "' '    "FROM b";' \
		> "$room/src/store/sql.c"
	printf '%s\n' '#include "high.h"' 'int main(void)' '{' \
		'	puts("cannot SELECT");' '	puts("FROM here");' '}' \
		> "$room/cgi-bin/pixel.c"
	repeat 80 'int x;' > "$room/src/domain/eighty.h"
	repeat 400 'int x;' > "$room/src/domain/long.c"
	function_of 50 all > "$room/src/domain/fifty.c"
	{ printf '\t'; repeat 72 x | tr -d '\n'; echo; repeat 40 'ü' |
		tr -d '\n'; echo; } > "$room/src/domain/wide.c"
}

repeat() {
	i=0
	while [ "$i" -lt "$1" ]; do
		echo "$2"
		i=$((i + 1))
	done
}

# a function of so many lines in all
function_of() {
	printf 'int %s(void)\n{\n' "$2"
	repeat $(($1 - 3)) '	x++;'
	echo '}'
}

# plant FILE: what comes in goes into that file
plant() {
	mkdir -p "$(dirname "$room/$1")"
	cat > "$room/$1"
}

# expect FILE:LINE WORDS: exactly this is named, then the house is mended
expect() {
	said=$("$here/check.sh" "$room")
	status=$?
	wrong=1
	case $said in
	*"
"*)	;;
	"$1: "*"$2"*)
		wrong=0 ;;
	esac
	if [ "$wrong" -ne 0 ] || [ "$status" -ne 1 ]; then
		echo "selftest: got \"$said\" ($status), want \"$1: $2\"" >&2
		failed=1
	fi
	build
}

build
if ! said=$("$here/check.sh" "$room") || [ -n "$said" ]; then
	echo "selftest: got \"$said\", want nothing of a right house" >&2
	failed=1
fi

# floors
echo '#include "high.h"' | plant src/base/up.c
expect src/base/up.c:1 'higher floor'
printf '\n#include "high.h"\n' | plant src/edge/up.h
expect src/edge/up.h:2 'higher floor'
echo 'int x;' | plant cli/door.h
echo '#include "door.h"' | plant src/verb/up.c
expect src/verb/up.c:1 'higher floor'
echo '#include "selfish.h"' | plant src/base/selfish.h
expect src/base/selfish.h:1 'circle'
printf '#include "low.h"\n#include "b.h"\n' | plant src/edge/a.h
echo '#include "c.h"' | plant src/edge/b.h
echo '#include "b.h"' | plant src/edge/c.h
said=$("$here/check.sh" "$room" | grep -c circle)
if [ "$said" -ne 2 ]; then
	echo "selftest: got $said, want both halves of a circle" >&2
	failed=1
fi
build

# two floors, one name: who includes it gets whichever comes first
echo 'int x;' | plant src/store/high.h
expect src/verb/high.h:1 'of another floor'

# libraries and threads
while read -r header place; do
	echo "#include <$header>" | plant "$place"
	expect "$place:1" "$header is named in one file only"
done <<'CASES'
fcgiapp.h src/edge/server.c
fcgi_stdio.h cgi-bin/door.c
sqlite3.h src/store/sql.c
curl/curl.h src/edge/gate.c
cjson/cJSON.h src/format/json_write.c
sodium.h src/base/id.c
utf8proc.h src/domain/match.c
pcre2.h src/domain/bot.c
ini.h src/edge/config.c
pthread.h src/verb/collect.c
pthread.h src/store/db.c
pthread.h src/edge/limiter.c
pthread.h cron/sync.c
threads.h src/base/log.c
CASES

# sizes
repeat 81 x | tr -d '\n' | plant src/domain/wide.c
expect src/domain/wide.c:1 '80 columns'
{ echo; printf '\t\t'; repeat 65 x | tr -d '\n'; } | plant tests/unit/wide.c
expect tests/unit/wide.c:2 '80 columns'
function_of 51 much | plant src/domain/much.c
expect src/domain/much.c:1 'over 50 lines'
function_of 51 much | plant tests/unit/test_much.c
expect tests/unit/test_much.c:1 'over 50 lines'
{ echo 'static int'; function_of 51 much | sed 's/^int //'; } |
	plant src/domain/much.c
expect src/domain/much.c:2 'over 50 lines'
function_of 41 main | plant cron/sync.c
expect cron/sync.c:1 'main has over 40 lines'
repeat 401 'int x;' | plant src/domain/long.c
expect src/domain/long.c:401 '400 lines'
repeat 81 'int x;' | plant src/domain/eighty.h
expect src/domain/eighty.h:81 '80 lines'

# words
while IFS='|' read -r place rule text; do
	{ echo; echo "$text"; } | plant "$place"
	expect "$place:2" "$rule"
done <<'CASES'
src/domain/lead.h|typedef|typedef struct lead lead;
tests/unit/check.h|typedef|typedef struct { int x; } t;
src/domain/lead.c|conditional|#ifdef DEBUG
src/domain/lead.c|conditional|#if 0
src/domain/lead.c|conditional|#ifndef LEAD_C
src/domain/lead.c|conditional|# if defined(X)
src/domain/lead.c|mend it|/* TODO: all */
tests/unit/test_x.c|mend it|int x; /* FIXME */
src/domain/lead.c|mend it|// XXX
tests/unit/run.sh|mend it|# HACK
htdocs/pixel.js|mend it|// TODO
src/edge/a.c|SQL|q = "SELECT id FROM hits";
src/edge/a.c|SQL|q = "INSERT INTO hits VALUES (1)";
src/edge/a.c|SQL|q = "INSERT OR IGNORE INTO hits VALUES (1)";
src/edge/a.c|SQL|q = "UPDATE hits SET x = 1";
src/verb/a.c|SQL|q = "DELETE FROM hits";
cron/sync.c|SQL|f("x", "DELETE FROM hits", y);
CASES
printf '%s\n' '#ifndef A_H' '#define B_H' '#endif' | plant src/domain/a.h
expect src/domain/a.h:1 'conditional'
printf '%s\n' '#ifndef A_H' '#define A_H' '#ifdef X' '#endif' '#endif' |
	plant src/domain/a.h
expect src/domain/a.h:3 'conditional'
printf '%s\n' 'q =' '"SELECT id, name "' '"FROM hits";' | plant src/edge/a.c
expect src/edge/a.c:2 'SQL'

# names
for place in src/base/util.c src/base/str_utils.h tests/unit/test_misc.c \
	htdocs/common.js cli/helper.c src/verb/lead-helpers.c; do
	echo 'int x;' | plant "$place"
	expect "$place:1" 'noun'
done
exit "$failed"
