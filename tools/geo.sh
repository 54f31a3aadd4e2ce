#!/bin/sh
# geo.sh PROGRAM FILE: brings the newest file of countries by npm and puts it
# in FILE's place by rename, so that it can be called again for a newer one.
# npm checks what it loads against the registry's digest; nothing of the
# package is run.  No lock file: such data ages by the day.
set -eu
program=$1
file=$2
package=@ip-location-db/geo-whois-asn-country-mmdb
licence=CC0-1.0

fail() {
	echo "make geo: $*" >&2
	exit 1
}

command -v npm > /dev/null ||
	fail "npm is missing; type: sudo apt-get install npm"
case $file in
*/) fail "$file names a folder; say GEO=${file}country.mmdb" ;;
/*) ;;
*) file=$PWD/$file ;;
esac
mkdir -p "$(dirname "$file")"
room=$(mktemp -d)
new=$file.new.$$
trap 'rm -rf "$room" "$new"' EXIT
trap 'exit 1' INT TERM

(cd "$room" && npm install --ignore-scripts --no-audit --no-fund --no-save \
	--no-package-lock --silent --prefix . "$package@latest") ||
	fail "npm could not bring $package"
from=$room/node_modules/$package
grep -q "\"license\": *\"$licence\"" "$from/package.json" ||
	fail "the licence of $package is no longer $licence: look at it first"
cp "$from/geo-whois-asn-country.mmdb" "$new"
chmod 644 "$new"
# of an authority that hands out addresses: it will be somewhere
"$program" place 193.0.6.139 --file "$new" | grep -qx '[A-Z][A-Z]' ||
	fail "what npm brought knows no countries"
mv "$new" "$file"
version=$(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$from/package.json")
echo "$file: countries of $package $version ($licence)."
echo "In leadpixel.conf:  geo_database = $file"
echo "Then a SIGHUP to the collector, now and after each update:" \
	"kill -HUP \$(cat run/pixel.pid)"
