#include "geoip.h"

#include <errno.h>
#include <fcntl.h>
#include <maxminddb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "bounds.h"
#include "ip.h"
#include "log.h"
#include "place.h"

struct geoip {
	MMDB_s base;
	int file;		/* the same, to see whether it changed */
	struct stat about;
};

enum { KEYS = 5, PATHS = 2, PROBLEM = 1024 };

/* Where a value lies: as MaxMind and DB-IP have it, then in flat files. */
typedef const char *const value_paths[PATHS][KEYS];

static value_paths countries = { { "country", "iso_code" },
	{ "country_code" } };
static value_paths regions = { { "subdivisions", "0", "names", "en" },
	{ "state1" } };
static value_paths cities = { { "city", "names", "en" }, { "city" } };

/* A pipe or a folder would make opening hang or fail oddly. */
static const char *
open_file(const char *path, struct geoip *geoip)
{
	int code;

	geoip->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (geoip->file < 0 || fstat(geoip->file, &geoip->about) != 0)
		return strerror(errno);
	if (!S_ISREG(geoip->about.st_mode))
		return "is no file";
	code = MMDB_open(path, MMDB_MODE_MMAP, &geoip->base);
	if (code != MMDB_SUCCESS)
		return MMDB_strerror(code);
	if ((off_t)geoip->base.file_size == geoip->about.st_size)
		return NULL;
	MMDB_close(&geoip->base);
	return "changed while it was opened";
}

static struct geoip *
try(const char *path, char *problem, size_t room)
{
	struct geoip *const geoip = calloc(1, sizeof(*geoip));
	const char *why;

	if (geoip == NULL) {
		snprintf(problem, room, "%s: no memory", path);
		return NULL;
	}
	why = open_file(path, geoip);
	if (why == NULL)
		return geoip;
	snprintf(problem, room, "%s: %s", path, why);
	if (geoip->file >= 0)
		close(geoip->file);
	free(geoip);
	return NULL;
}

struct geoip *
geoip_open(const char *path)
{
	char problem[PROBLEM];
	struct geoip *geoip;

	if (path[0] == '\0')
		return NULL;
	geoip = try(path, problem, sizeof(problem));
	if (geoip == NULL)
		log_warn("visits get no place: geo_database %s", problem);
	return geoip;
}

void
geoip_close(struct geoip *geoip)
{
	if (geoip == NULL)
		return;
	MMDB_close(&geoip->base);
	close(geoip->file);
	free(geoip);
}

bool
geoip_check(const char *path, char *problem, size_t room)
{
	struct geoip *geoip;

	if (path[0] == '\0')
		return true;
	geoip = try(path, problem, room);
	geoip_close(geoip);
	return geoip != NULL;
}

/* Pages that were cut off a mapped file end the process that reads them. */
static bool
is_as_it_was(const struct geoip *geoip)
{
	struct stat now;

	return fstat(geoip->file, &now) == 0 &&
	    now.st_size == geoip->about.st_size &&
	    now.st_mtim.tv_sec == geoip->about.st_mtim.tv_sec &&
	    now.st_mtim.tv_nsec == geoip->about.st_mtim.tv_nsec;
}

/* Not every file knows IPv4 addresses in the shape of IPv6. */
static MMDB_lookup_result_s
look_up(const struct geoip *geoip, const struct ip *ip)
{
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
	struct sockaddr_in v4 = { .sin_family = AF_INET };
	const struct sockaddr *address = (const struct sockaddr *)&v6;
	int code;

	memcpy(&v6.sin6_addr, ip->bytes, sizeof(ip->bytes));
	memcpy(&v4.sin_addr, ip->bytes + IPV4_START, sizeof(v4.sin_addr));
	if (ip_is_ipv4(ip))
		address = (const struct sockaddr *)&v4;
	return MMDB_lookup_sockaddr(&geoip->base, address, &code);
}

static const char *
text_of(MMDB_entry_s *entry, struct arena *arena, value_paths paths)
{
	MMDB_entry_data_s data;

	for (int i = 0; i < PATHS; i++)
		if (MMDB_aget_value(entry, &data, paths[i]) == MMDB_SUCCESS &&
		    data.has_data && data.type == MMDB_DATA_TYPE_UTF8_STRING &&
		    data.data_size <= HEADER_VALUE_MAX)
			return arena_copy(arena, data.utf8_string,
			    data.data_size);
	return NULL;
}

void
geoip_find(const struct geoip *geoip, struct arena *arena,
    const struct ip *client, struct place *place)
{
	MMDB_lookup_result_s found;

	if (geoip == NULL || !ip_is_public(client) || !is_as_it_was(geoip))
		return;
	found = look_up(geoip, client);
	if (!found.found_entry)
		return;
	place_add(arena, &(struct place){
		.country = text_of(&found.entry, arena, countries),
		.region = text_of(&found.entry, arena, regions),
		.city = text_of(&found.entry, arena, cities),
	}, place);
}
