#!/bin/sh
# embed NAME FILE: the file as a C string constant, a source line a line.  SQL
# comments are left out: SQLite keeps and parses what stands in a statement.
set -eu
case $2 in
*.sql) strip='s/[[:space:]]*--.*$//' ;;
*) strip= ;;
esac
printf '/* made from %s; do not edit */\n' "$2"
printf 'extern const char %s[];\nconst char %s[] =\n' "$1" "$1"
sed -e "$strip" -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&\\n"/' "$2"
printf ';\n'
