#!/bin/bash
# as_user.sh [--or-root] COMMAND...: root is for packages only.  Called by
# sudo, the command runs as who called; called by root itself, as the owner of
# the checkout or, if that is root too, as a system user "leadpixel" made for
# it (with --or-root: as root, for tests that drop root themselves).
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
or_root=
[ "$1" != --or-root ] || { or_root=yes; shift; }
cd "$root"
[ "$(id -u)" = 0 ] || exec "$@"

make_user() {
	id leadpixel > /dev/null 2>&1 || useradd --system --user-group \
		--create-home --home-dir /var/lib/leadpixel \
		--shell /usr/sbin/nologin leadpixel
}

choose() {
	user=${SUDO_USER:-root}
	[ "$user" != root ] || user=$(stat -c %U "$root")
	# an owner from another machine has no name here
	[ "$user" != UNKNOWN ] || user=root
	[ "$user" = root ] || return 0
	[ -z "$or_root" ] || exec "$@"
	make_user
	user=leadpixel
}

as_user() {
	setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups \
		env -u SUDO_USER HOME="$(getent passwd "$user" | cut -d: -f6)" \
		USER="$user" LOGNAME="$user" "$@"
}

# root's home is closed to others, so the checkout may be out of reach
copy_checkout() {
	local copy
	copy=$(getent passwd "$user" | cut -d: -f6)/checkout
	echo "user $user cannot read $root; using a copy of it in $copy"
	as_user mkdir -p "$copy"
	tar -C "$root" --exclude=./.git --exclude=./build --exclude=./var \
		--exclude=node_modules -cf - . | as_user tar -C "$copy" -xf -
	root=$copy
}

choose "$@"
if as_user test -r "$root/Makefile" -a -x "$root"; then
	# what root may have made in an earlier call
	mkdir -p build var tools/node_modules
	chown -R "$user:" build var tools/node_modules
else
	copy_checkout
fi
cd "$root"
exec setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups \
	env HOME="$(getent passwd "$user" | cut -d: -f6)" \
	USER="$user" LOGNAME="$user" CALLER="${SUDO_USER:-root}" "$@"
