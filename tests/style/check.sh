#!/bin/sh
# check.sh [ROOT]: the rules of the house that no compiler knows.
# Prints `file:line: rule` and exits 1 for each that is broken; silent when
# right.  Needs universal-ctags.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}" || exit 1
export LC_ALL=C

# every C file of a folder; a folder may be missing or empty
c_files() {
	for folder; do
		[ -d "$folder" ] || continue
		find "$folder" -name '*.[ch]' ! -path '*/node_modules/*'
	done | sort
}

house=$(c_files src cgi-bin cron cli)
all=$(c_files src cgi-bin cron cli tests tools)

# names that say nothing of what is inside
nouns() {
	find src cgi-bin cron cli tests tools htdocs -type f \
		! -path '*/node_modules/*' 2>/dev/null | sort |
	while read -r file; do
		stem=$(basename "$file" | tr 'A-Z.-' 'a-z__')
		case _$stem in
		*_util_* | *_utils_* | *_common_* | *_misc_* | \
		*_helper_* | *_helpers_*)
			echo "$file:1: a module is a noun that says what it is"
			;;
		esac
	done
}

# functions and main, from the line of the name to the closing brace
functions() {
	[ -z "$all" ] || ctags -o - --languages=C --langmap=C:.c.h \
		--kinds-C=f --fields=ne --fields-C= --sort=no $all |
	awk -F '\t' '
	{
		line = end = 0
		for (i = 4; i <= NF; i++) {
			if ($i ~ /^line:/)
				line = substr($i, 6) + 0
			if ($i ~ /^end:/)
				end = substr($i, 5) + 0
		}
		size = end - line + 1
		if (size > 50)
			print $2 ":" line ": " $1 " has over 50 lines: " size
		else if ($1 == "main" && size > 40)
			print $2 ":" line ": main has over 40 lines: " size
	}'
}

# words are looked for in all of ours, but here they must be spelled out
words() {
	find src cgi-bin cron cli tests tools htdocs -type f \
		! -path '*/node_modules/*' ! -path 'tests/style/*' \
		\( -name '*.[ch]' -o -name '*.js' -o -name '*.mjs' \
		-o -name '*.sh' -o -name '*.awk' \) 2>/dev/null | sort |
	while read -r file; do
		grep -nwE 'TODO|FIXME|XXX|HACK' "$file" |
			sed "s|^\([0-9]*\):.*|$file:\1: mend it or leave it out|"
	done
}

found=$(
	nouns
	words
	functions
	[ -z "$all" ] || awk -f "$here/lines.awk" $all
	[ -z "$house" ] || awk -f "$here/includes.awk" $house
	[ -z "$house" ] || awk -f "$here/sql.awk" $house
)
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
