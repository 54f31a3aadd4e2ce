#!/bin/bash
# run.sh ADDRESS:PORT: all of leadpixel on this machine, to be tried: Apache,
# collector, sync and a stand-in for Pipedrive, with data in var/.  Started by
# `make run`; Ctrl-C ends what it started, and only that.  With --set-up it
# makes the demo project and ends.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
var=${VAR:-$root/var}
listen=$1
bin=$root/build/bin
conf=$var/leadpixel.conf
CRM_TOKEN=demo-token-not-secret
HOLD=20
PATH=$PATH:/usr/sbin:/sbin
pids=()
stopping=

fail() {
	echo "$*" >&2
	exit 1
}

lp() {
	"$bin/leadpixel" --config "$conf" "$@"
}

# the last first: Apache before what it talks to
stop_all() {
	local i
	stopping=yes
	trap '' INT TERM HUP
	for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
		kill "${pids[i]}" 2> /dev/null || true
		wait "${pids[i]}" 2> /dev/null || true
	done
	pids=()
	rm -f "$var"/run/*.started
}

# start NAME COMMAND...: in the background, with a log of its own.  No
# descriptor 9: that is our lock, which must go when we go.
start() {
	local name=$1
	shift
	"$@" > "$var/log/$name.log" 2>&1 < /dev/null 9>&- &
	pids+=($!)
	names[$!]=$name
	echo $! > "$var/run/$name.started"
}
declare -A names

# until PATTERN stands in the log, or that program has ended
wait_for() {
	local name=$1 pattern=$2 pid=${pids[-1]} i
	for ((i = 0; i < 200; i++)); do
		grep -q -- "$pattern" "$var/log/$name.log" && return 0
		kill -0 "$pid" 2> /dev/null || break
		sleep 0.05
	done
	fail "$name did not start: $(tail -n 1 "$var/log/$name.log")"
}

check_listen() {
	[[ $listen == *:* ]] || listen=127.0.0.1:$listen
	host=${listen%:*}
	port=${listen##*:}
	[[ $port =~ ^[0-9]{1,5}$ ]] && ((port >= 1 && port <= 65535)) ||
		fail "LISTEN is ADDRESS:PORT, such as 127.0.0.1:8080," \
			"not \"$listen\"."
	((port >= $(< /proc/sys/net/ipv4/ip_unprivileged_port_start))) ||
		fail "Port $port is for root only, and nothing here runs as" \
			"root: choose another, make run LISTEN=$host:8080."
	local at=${host#[}
	at=${at%]}
	[[ $at != 0.0.0.0 && $at != :: ]] || at=127.0.0.1
	! (exec 3<> "/dev/tcp/$at/$port") 2> /dev/null ||
		fail "Port $port is taken already: stop what uses it, or choose" \
			"another, make run LISTEN=$host:8081."
}

# the settings that depend on this run; what else is in the file stays
set_setting() {
	if grep -q "^$1 *=" "$conf"; then
		sed -i "s|^$1 *=.*|$1 = $2|" "$conf"
	else
		printf '\n# set by make run\n%s = %s\n' "$1" "$2" >> "$conf"
	fi
}

add_secret() {
	grep -q '^\[demo\]' "$var/secrets" ||
		printf '\n[demo]\ntoken = %s\n' "$CRM_TOKEN" >> "$var/secrets"
}

make_project() {
	lp crm account demo --domain demo
	# adopts what the stand-in has, and makes the rest
	lp crm setup demo --yes
	lp project add Demo --privacy identified --account demo --crm on \
		--hold "$HOLD"
	(umask 077 && lp key add demo --role manage \
		> "$var/log/key.new" 2> /dev/null)
	# last: it says that all before is there
	lp pixel add Demo "Demo shop" --id demo-pixel-01 \
		--website "http://$listen/demo/"
}

set_up() {
	[ -e "$conf" ] || lp init --dir "$var" > "$var/log/init.log" ||
		fail "leadpixel init failed: $(tail -n 1 "$var/log/init.log")"
	lp init --dir "$var" > "$var/log/init.log"
	set_setting public_url "http://$listen/lp"
	set_setting crm_origin "$crm"
	add_secret
	lp pixel list | grep -q demo-pixel-01 ||
		make_project > "$var/log/project.log" ||
		fail "The demo project was not made: $(
			tail -n 1 "$var/log/project.log")"
}

start_crm() {
	start crm node "$root/tests/fake/pipedrive.mjs"
	wait_for crm "pipedrive on"
	crm=$(sed -n 's/.*pipedrive on //p' "$var/log/crm.log")
}

start_apache() {
	local define=(-C "Define LISTEN $listen" -C "Define DASHBOARD"
		-C "Define LEADPIXEL_ROOT \"$root\""
		-C "Define LEADPIXEL_RUN \"$var/run\""
		-C "Define LEADPIXEL_SCRIPTS \"$root/build/htdocs\""
		-C "Define LEADPIXEL_LOG \"$var/log\""
		-C "Define HTTPD_RUN \"$var/log\""
		-C "Define HTTPD_DOCUMENTS \"$root/htdocs\"")
	: > "$var/log/error.log"
	start apache apache2 -D FOREGROUND -f "$root/tools/httpd.conf" \
		"${define[@]}"
	local pid=${pids[-1]} i
	for ((i = 0; i < 200; i++)); do
		grep -q "resuming normal operations" "$var/log/error.log" &&
			return 0
		kill -0 "$pid" 2> /dev/null || break
		sleep 0.05
	done
	fail "Apache did not start: $(cat "$var/log/apache.log" \
		"$var/log/error.log" | tail -n 1)"
}

# what cron would do
sync_each_minute() {
	trap 'kill $! 2> /dev/null; exit 0' TERM
	while :; do
		"$bin/leadpixel-sync" --config "$conf" &
		wait $! || true
		sleep 60 &
		wait $!
	done
}

say() {
	local newest show="build/bin/leadpixel --config var/leadpixel.conf lead show"
	# of an earlier run, or of make demo-data
	newest=$(lp lead list --last 1 --json |
		sed -n 's/^\[{"id":\([0-9]*\).*/\1/p')
	cat <<-END

	leadpixel runs; Ctrl-C stops it.  All data is in var/.

	  demo shop   http://$listen/demo/
	  dashboard   http://$listen/dashboard/
  collector   http://$listen/lp/t
	  health      http://$listen/health
	  Pipedrive   $crm (a stand-in; nothing leaves this machine)
	$(sed -n 's/^.*\(lp_[0-9a-zA-Z_]*\).*/  API key     \1 (shown this once)/p' \
		"$var/log/key.new" 2> /dev/null || true)

	If this is a remote machine, type on your own first:
	  ssh -N -L $port:$listen ${CALLER:-$(id -un)}@$(hostname)

	1. Open http://127.0.0.1:$port/demo/ and click on "a Google ad".
	2. Contact: fill in the form with jane@example.com, and send it.
	3. See the lead, in $root:
	     $show $((newest + 1))
	   It rests for $HOLD seconds (otherwise 7 minutes), then the next sync,
	   each minute, writes it to the person in Pipedrive.

	END
	rm -f "$var/log/key.new"
}

mkdir -p "$var/run" "$var/log" 2> /dev/null && [ -w "$var" ] ||
	fail "$(id -un) cannot write to $var: give it away by" \
		"sudo chown -R $(id -un) \"$var\"."
exec 9> "$var/run/run.lock"
flock -n 9 || fail "make run runs here already: stop it with Ctrl-C first."
check_listen
make -C "$root" --no-print-directory -s -j "$(nproc)" all > "$var/log/build" \
	2>&1 || fail "The build failed: see var/log/build. $(
	grep -m 1 error: "$var/log/build")"
trap 'exit 130' INT
trap 'exit 143' TERM HUP
trap stop_all EXIT
start_crm
set_up
[ "${2:-}" != --set-up ] || exit 0
start collector "$bin/pixel.fcgi" --config "$conf" \
	--listen "$var/run/pixel.sock"
wait_for collector "serving on"
start api "$bin/api.fcgi" --config "$conf" --listen "$var/run/api.sock"
wait_for api "serving on"
start_apache
start sync sync_each_minute
say
wait -n -p ended "${pids[@]}" || true
[ -n "$stopping" ] || fail "${names[$ended]} has ended by itself; see" \
	"var/log/${names[$ended]}.log."
