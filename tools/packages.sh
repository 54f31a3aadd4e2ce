#!/bin/sh
# packages.sh GROUP...: installs what of packages.txt is missing, or says in
# one sentence what to type.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin

is_there() {
	case $1 in
	/*)
		# a pattern: the first file of it, or the pattern itself
		for file in $1; do
			[ -e "$file" ] && return 0
		done
		return 1
		;;
	*)
		command -v "$1" > /dev/null
		;;
	esac
}

# packages of these groups that are not there, each once
missing() {
	grep -v '^#' "$here/packages.txt" |
	while read -r group sign package _; do
		case " $* " in
		*" $group "*)
			is_there "$sign" || echo "$package"
			;;
		esac
	done | sort -u | tr '\n' ' '
}

wanted=$(missing "$@")
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" != 0 ]; then
	echo "Some Debian packages are missing; type:" \
		"sudo apt-get install ${wanted% }" >&2
	exit 1
fi
if ! command -v apt-get > /dev/null; then
	echo "This is no Debian; please install what these packages hold:" \
		"${wanted% }" >&2
	exit 1
fi
echo "installing ${wanted% }"
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # a list of words
apt-get update -qq &&
	apt-get install -qq -y --no-install-recommends $wanted > /dev/null || {
	echo "apt-get could not install: ${wanted% }" >&2
	exit 1
}
wanted=$(missing "$@")
[ -z "$wanted" ] || {
	echo "installed, but still not there: ${wanted% }" >&2
	exit 1
}
