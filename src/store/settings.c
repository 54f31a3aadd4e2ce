#include "settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db.h"
#include "http.h"
#include "log.h"
#include "rows.h"
#include "str.h"
#include "url.h"

enum { GROWTH = 64 };

/* The index of a word in a table of a CHECK's words. */
static int
index_of(const char *word, const char *const *words, int count)
{
	for (int i = 0; i < count; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	return 0;
}

static void
copy(char *out, size_t room, const struct rows *rows, int column)
{
	snprintf(out, room, "%s", rows_text(rows, column));
}

/* "https://www.shop.example/start" is shop.example. */
static void
read_website(const char *website, struct pixel *pixel)
{
	char host[HOST_MAX + 1];

	if (http_origin_host(website, host, sizeof(host)))
		snprintf(pixel->website_host, sizeof(pixel->website_host),
		    "%s", host + (str_starts(host, "www.") ? 4 : 0));
}

static void
read_pixel(const struct rows *rows, struct pixel *pixel)
{
	static const char *const crm[] = { "off", "watch", "on" };
	static const char *const privacy[] = { "identified", "consent",
		"anonymous" };
	static const char *const ip[] = { "none", "masked", "full" };

	*pixel = (struct pixel){
		.id = rows_int(rows, 0),
		.active = rows_int(rows, 3) != 0,
		.project = rows_int(rows, 4),
		.crm = (enum crm_mode)index_of(rows_text(rows, 5), crm, 3),
		.account = rows_int(rows, 6),
		.privacy = (enum privacy)index_of(rows_text(rows, 7),
		    privacy, 3),
		.ip_policy = (enum ip_policy)index_of(rows_text(rows, 8), ip,
		    3),
		.hold_ms = rows_int(rows, 9) * 1000,
		.dnt = rows_int(rows, 10) != 0,
		.webhook = rows_int(rows, 18) != 0,
	};
	copy(pixel->public_id, sizeof(pixel->public_id), rows, 1);
	copy(pixel->allowed_hosts, sizeof(pixel->allowed_hosts), rows, 2);
	copy(pixel->custom_params, sizeof(pixel->custom_params), rows, 11);
	copy(pixel->store_fields, sizeof(pixel->store_fields), rows, 12);
	copy(pixel->thank_you, sizeof(pixel->thank_you), rows, 14);
	copy(pixel->newsletter, sizeof(pixel->newsletter), rows, 15);
	copy(pixel->newsletter_param, sizeof(pixel->newsletter_param), rows,
	    16);
	copy(pixel->newsletter_dates, sizeof(pixel->newsletter_dates), rows,
	    17);
	if (!rows_null(rows, 13))
		read_website(rows_text(rows, 13), pixel);
}

/* Room for one more; NULL (and all freed) when there is no memory. */
static struct settings *
grow(struct settings *settings)
{
	struct settings *larger;

	if (settings->count % GROWTH != 0)
		return settings;
	larger = realloc(settings, sizeof(*settings) +
	    (settings->count + GROWTH) * sizeof(struct pixel));
	if (larger == NULL)
		free(settings);
	return larger;
}

static struct settings *
read_pixels(struct db *db, struct settings *settings)
{
	struct rows rows;

	db_list(db, &rows, SQL_PIXELS_ALL);
	while (settings != NULL && rows_next(&rows)) {
		settings = grow(settings);
		if (settings != NULL)
			read_pixel(&rows, &settings->pixels[settings->count++]);
	}
	if (rows_done(&rows))
		return settings;
	free(settings);
	return NULL;
}

static bool
read_secret(const struct rows *rows, int column, unsigned char out[HASH_SIZE])
{
	size_t size;
	const void *secret = rows_blob(rows, column, &size);

	if (size != HASH_SIZE)
		return false;
	memcpy(out, secret, size);
	return true;
}

static bool
read_head(struct db *db, struct settings *settings)
{
	struct rows rows;
	bool good = false;

	db_list(db, &rows, SQL_SETTINGS_READ);
	if (rows_next(&rows)) {
		settings->version = rows_int(&rows, 0);
		settings->pages_epoch = rows_int(&rows, 1);
		settings->campaign_names = rows_int(&rows, 4) != 0;
		good = read_secret(&rows, 2, settings->person_key_secret) &&
		    read_secret(&rows, 3, settings->link_secret);
	}
	return rows_done(&rows) && good;
}

bool
settings_person_secret(struct db *db, unsigned char out[HASH_SIZE])
{
	struct rows rows;
	bool good = false;

	db_list(db, &rows, SQL_SETTINGS_READ);
	if (rows_next(&rows))
		good = read_secret(&rows, 2, out);
	if (rows_done(&rows) && good)
		return true;
	log_error("cannot read the secret that ties a person's leads");
	return false;
}

struct settings *
settings_read(struct db *db)
{
	struct settings *settings = calloc(1, sizeof(*settings));

	if (settings != NULL && !read_head(db, settings)) {
		free(settings);
		settings = NULL;
	}
	if (settings != NULL)
		settings = read_pixels(db, settings);
	if (settings == NULL)
		log_error("cannot read projects and pixels");
	return settings;
}

static int
compare(const void *wanted, const void *pixel)
{
	return strcmp(wanted, ((const struct pixel *)pixel)->public_id);
}

const struct pixel *
settings_pixel(const struct settings *settings, const char *public_id)
{
	return bsearch(public_id, settings->pixels, settings->count,
	    sizeof(struct pixel), compare);
}

int64_t
settings_version(struct db *db)
{
	struct rows rows;
	int64_t version = -1;

	db_list(db, &rows, SQL_SETTINGS_READ);
	if (rows_next(&rows))
		version = rows_int(&rows, 0);
	return rows_done(&rows) ? version : -1;
}

/* Within one of the blank-separated hosts; for `any_www` without its "www." */
static bool
is_within(const char *hosts, const char *host, bool any_www)
{
	const char *at = hosts;
	char one[HOST_MAX + 1];

	while (*at != '\0') {
		size_t size = strcspn(at, " ");

		if (size > 0 && size < sizeof(one)) {
			memcpy(one, at, size);
			one[size] = '\0';
			if (url_host_within(host, any_www
			    ? url_without_www(one) : one))
				return true;
		}
		at += size + strspn(at + size, " ");
	}
	return false;
}

bool
pixel_allows(const struct pixel *pixel, const char *host)
{
	return *pixel->allowed_hosts == '\0' ||
	    is_within(pixel->allowed_hosts, host, false);
}

bool
settings_is_own(const struct settings *settings, const struct pixel *pixel,
    const char *host)
{
	for (size_t i = 0; i < settings->count; i++) {
		const struct pixel *one = &settings->pixels[i];

		if (one->project != pixel->project)
			continue;
		if (is_within(one->website_host, host, true) ||
		    is_within(one->allowed_hosts, host, true))
			return true;
	}
	return false;
}
