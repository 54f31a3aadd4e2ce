/* A geo database of one node, whole, cut and with each of its bits wrong. */
#include "geoip.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "check.h"
#include "ip.h"
#include "place.h"

/* MaxMind DB File Format 2.0: 0.0.0.0/1 is in Kassel, the rest is nowhere. */
static const char base[] =
	"\0\0\x11" "\0\0\1"
	"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	"\xE3"
	"\x47" "country" "\xE1" "\x48" "iso_code" "\x42" "DE"
	"\x4C" "subdivisions" "\1\4" "\xE1" "\x45" "names" "\xE1" "\x42" "en"
	"\x45" "Hesse"
	"\x44" "city" "\xE1" "\x45" "names" "\xE1" "\x42" "en" "\x46" "Kassel"
	"\xAB\xCD\xEF" "MaxMind.com"
	"\xE9"
	"\x5B" "binary_format_major_version" "\xA1" "\2"
	"\x5B" "binary_format_minor_version" "\xA0"
	"\x4B" "build_epoch" "\1\2" "\1"
	"\x4D" "database_type" "\x41" "T"
	"\x4B" "description" "\xE0"
	"\x4A" "ip_version" "\xA1" "\4"
	"\x49" "languages" "\0\4"
	"\x4A" "node_count" "\xC1" "\1"
	"\x4B" "record_size" "\xA1" "\x18";

enum { SIZE = sizeof(base) - 1 };

static const struct {
	const char *address, *country, *city;
} cases[] = {
	{ "8.0.0.1", "DE", "Kassel" },
	{ "192.0.2.1", NULL, NULL },
	{ "2001:db8::1", NULL, NULL },
	{ "10.0.0.1", NULL, NULL },
	{ "127.0.0.1", NULL, NULL },
	{ "100.64.0.1", NULL, NULL },
};

static char folder[] = "/tmp/leadpixel-geoip.XXXXXX";
static char path[64], memory[1 << 14];

static void
write_base(const char *bytes, size_t size)
{
	FILE *const file = fopen(path, "wb");

	CHECK(file != NULL);
	if (file == NULL)
		return;
	CHECK_INT(fwrite(bytes, 1, size, file), size);
	fclose(file);
}

static struct place
find(const struct geoip *geoip, const char *address)
{
	struct place place = { NULL, NULL, NULL };
	struct arena arena;
	struct ip ip;

	CHECK(ip_parse(address, &ip));
	arena_init(&arena, memory, sizeof(memory));
	geoip_find(geoip, &arena, &ip, &place);
	return place;
}

static void
test_found(void)
{
	struct geoip *geoip;

	write_base(base, SIZE);
	geoip = geoip_open(path);
	CHECK(geoip != NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct place place = find(geoip, cases[i].address);

		CHECK_CASE(cases[i].address);
		CHECK_TEXT(place.country, cases[i].country);
		CHECK_TEXT(place.city, cases[i].city);
	}
	CHECK_CASE(NULL);
	CHECK_TEXT(find(geoip, "8.0.0.1").region, "Hesse");
	CHECK_TEXT(find(NULL, "8.0.0.1").country, NULL);
	geoip_close(geoip);
}

/* A rename is not seen; a file written over is left alone, cut or not. */
static void
test_changed(void)
{
	char other[72];
	struct geoip *geoip;

	write_base(base, SIZE);
	geoip = geoip_open(path);
	snprintf(other, sizeof(other), "%s.old", path);
	CHECK_INT(rename(path, other), 0);
	write_base("nothing", 7);
	CHECK_TEXT(find(geoip, "8.0.0.1").country, "DE");
	CHECK_INT(truncate(other, 0), 0);
	CHECK_TEXT(find(geoip, "8.0.0.1").country, NULL);
	geoip_close(geoip);
	CHECK_INT(unlink(other), 0);
}

/* Whether or not it opens and finds: nothing worse happens. */
static void
try_broken(const char *bytes, size_t size)
{
	char problem[256] = "";
	struct place place;

	write_base(bytes, size);
	if (!geoip_check(path, problem, sizeof(problem))) {
		CHECK(strstr(problem, path) == problem);
		return;
	}
	struct geoip *const geoip = geoip_open(path);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		place = find(geoip, cases[i].address);
		CHECK(place.country == NULL || strlen(place.country) == 2);
	}
	geoip_close(geoip);
}

static void
test_broken(void)
{
	char bytes[SIZE], problem[256];

	for (size_t size = 0; size < SIZE; size++)
		try_broken(base, size);
	for (size_t bit = 0; bit < 8 * SIZE; bit++) {
		memcpy(bytes, base, SIZE);
		bytes[bit / 8] = (char)(bytes[bit / 8] ^ 1 << bit % 8);
		try_broken(bytes, SIZE);
	}
	write_base(base, SIZE - 4);
	CHECK(!geoip_check(path, problem, sizeof(problem)));
	CHECK(!geoip_check(folder, problem, sizeof(problem)));
	CHECK_INT(unlink(path), 0);
	CHECK(!geoip_check(path, problem, sizeof(problem)));
	CHECK_INT(mkfifo(path, 0600), 0);
	CHECK(!geoip_check(path, problem, sizeof(problem)));
	CHECK(geoip_check("", problem, sizeof(problem)));
	CHECK(geoip_open("") == NULL);
}

int
main(void)
{
	CHECK(mkdtemp(folder) != NULL);
	snprintf(path, sizeof(path), "%s/geo.mmdb", folder);
	test_found();
	test_changed();
	test_broken();
	CHECK_INT(unlink(path), 0);
	CHECK_INT(rmdir(folder), 0);
	return check_failed();
}
