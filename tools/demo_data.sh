#!/bin/bash
# demo_data.sh ADDRESS:PORT: 60 days of invented visits and leads for the demo
# project of `make run`, whether that runs or not.  Started by `make
# demo-data`; a second time it says that they are there.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
var=${VAR:-$root/var}
conf=$var/leadpixel.conf

is_there() {
	[ -e "$conf" ] && "$root/build/bin/leadpixel" --config "$conf" \
		pixel list 2> /dev/null | grep -q demo-pixel-01
}

make -C "$root" --no-print-directory -s -j "$(nproc)" all build/tools/sample \
	> /dev/null
is_there || "$root/tools/run.sh" "$1" --set-up
exec "$root/build/tools/sample" --config "$conf" --project Demo
