#!/bin/sh
# run.sh PROGRAM...: runs each; shows what failed and one line of figures.
passed=0
failed=0

for program; do
	said=$(timeout 60 "$program" 2>&1)
	status=$?
	if [ "$status" -eq 0 ] && [ -z "$said" ]; then
		passed=$((passed + 1))
		continue
	fi
	failed=$((failed + 1))
	[ -z "$said" ] || printf '%s\n' "$said"
	printf '%s: exit %d\n' "${program##*/}" "$status"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
