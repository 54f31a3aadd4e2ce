#!/bin/sh
# rows FILE: the lines of a data table as rows of a C initialiser
set -eu
printf '/* made from %s; do not edit */\n' "$1"
awk -F '\t' '!/^#/ && NF {
	printf "\t{ "
	for (i = 1; i <= NF; i++)
		printf "\"%s\"%s", $i, i < NF ? ", " : " },\n"
}' "$1"
