#!/bin/sh
# rows FILE: the lines of a data table as rows of a C initialiser.  A field
# after a colon is a name of C's; a file that says "# sorted" is sorted by its
# first field, so that it can be searched by halves.
set -eu
order() {
	if grep -q '^# sorted' "$1"; then
		LC_ALL=C sort -t "$(printf '\t')" -k 1,1 "$1"
	else
		cat "$1"
	fi
}
printf '/* made from %s; do not edit */\n' "$1"
order "$1" | awk -F '\t' '!/^#/ && NF {
	printf "\t{ "
	for (i = 1; i <= NF; i++) {
		text = $i ~ /^:/ ? substr($i, 2) : "\"" $i "\""
		printf "%s%s", text, i < NF ? ", " : " },\n"
	}
}'
