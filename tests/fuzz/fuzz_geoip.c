/* Any tree and data before metadata that fit: a place, and nothing worse. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "arena.h"
#include "bounds.h"
#include "geoip.h"
#include "ip.h"
#include "place.h"
#include "utf8.h"

/* One node that leads every address to the data: half of the inputs. */
static const char one_node[] = "\0\0\x11" "\0\0\x11"
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

enum { FOR_DATA = 0x80, FOR_IPV4 = 1, FOR_28_BITS = 2, NODES = 2 };

/* MaxMind DB File Format 2.0; the marks are set by the first byte. */
static const char metadata[] = "\xAB\xCD\xEF" "MaxMind.com"
	"\xE9"
	"\x5B" "binary_format_major_version" "\xA1" "\2"
	"\x5B" "binary_format_minor_version" "\xA0"
	"\x4B" "build_epoch" "\1\2" "\1"
	"\x4D" "database_type" "\x41" "T"
	"\x4B" "description" "\xE0"
	"\x4A" "ip_version" "\xA1" "V"
	"\x49" "languages" "\0\4"
	"\x4A" "node_count" "\xC1" "N"
	"\x4B" "record_size" "\xA1" "R";

static const char *const addresses[] = { "8.8.8.8", "192.0.2.1",
	"2001:db8::1", "ffff::1" };
static char path[64];
static int file = -1;

static void
set_up(void)
{
	if (file >= 0)
		return;
	file = memfd_create("geo", 0);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
}

static void
mark(char *bytes, const char *name, char value)
{
	char *const at = memmem(bytes, sizeof(metadata), name, strlen(name));

	at[strlen(name) + 1] = value;
}

static void
check(const struct place *place)
{
	const char *const names[] = { place->region, place->city };

	if (place->country != NULL && strlen(place->country) != 2)
		abort();
	for (int i = 0; i < 2; i++)
		if (names[i] != NULL && (strlen(names[i]) > PLACE_NAME_MAX ||
		    !utf8_valid(names[i], strlen(names[i]))))
			abort();
}

static void
find_all(const struct geoip *geoip)
{
	static char memory[1 << 14];
	struct arena arena;
	struct ip ip;

	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct place place = { NULL, NULL, NULL };

		arena_init(&arena, memory, sizeof(memory));
		if (!ip_parse(addresses[i], &ip))
			abort();
		geoip_find(geoip, &arena, &ip, &place);
		check(&place);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
	char tail[sizeof(metadata)];
	struct geoip *geoip;
	size_t head = 0;

	set_up();
	if (size == 0)
		return 0;
	memcpy(tail, metadata, sizeof(metadata));
	mark(tail, "ip_version", (input[0] & FOR_IPV4) != 0 ? 4 : 6);
	mark(tail, "record_size", (input[0] & FOR_28_BITS) != 0 ? 28 : 24);
	mark(tail, "node_count", (char)(1 + (input[0] >> NODES)));
	if ((input[0] & FOR_DATA) != 0) {
		mark(tail, "record_size", 24);
		mark(tail, "node_count", 1);
		head = sizeof(one_node) - 1;
	}
	if (ftruncate(file, 0) != 0 || pwrite(file, one_node, head, 0) < 0 ||
	    pwrite(file, input + 1, size - 1, (off_t)head) < 0 ||
	    pwrite(file, tail, sizeof(tail) - 1, (off_t)(head + size - 1)) < 0)
		abort();
	geoip = geoip_open(path);
	if (geoip != NULL)
		find_all(geoip);
	geoip_close(geoip);
	return 0;
}
