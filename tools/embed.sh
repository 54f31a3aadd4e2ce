#!/bin/sh
# embed NAME FILE: the file as a C string constant, a source line a line
set -eu
printf '/* made from %s; do not edit */\n' "$2"
printf 'extern const char %s[];\nconst char %s[] =\n' "$1" "$1"
sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/.*/"&\\n"/' "$2"
printf ';\n'
