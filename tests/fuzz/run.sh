#!/bin/sh
# run.sh [SECONDS]: builds each fuzz_*.c with libFuzzer and runs it.
# What breaks is left in the build folder; make it a case of a unit test.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
build=${B:-build}/fuzz
mkdir -p "$build"

for source in tests/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	mkdir -p "$build/$name.corpus"
	clang -std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all \
		-iquote src/base -iquote src/format -iquote src/domain \
		-iquote src/edge -o "$build/$name" "$source" src/base/*.c \
		src/format/*.c src/domain/place.c src/edge/geoip.c \
		-lcjson -linih -lsodium -lmaxminddb
	"$build/$name" -max_total_time="$seconds" -timeout=5 -close_fd_mask=3 \
		-dict="tests/fuzz/$name.dict" \
		-artifact_prefix="$build/$name." "$build/$name.corpus" ||
		{ echo "$source: fails with $build/$name.*" >&2; exit 1; }
done
