#include "touch.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "channel.h"
#include "mask.h"
#include "str.h"
#include "url.h"

const char *
touch_param_name(enum touch_param param)
{
	static const char *const names[TOUCH_PARAMS] = {
		[UTM_SOURCE] = "utm_source", [UTM_MEDIUM] = "utm_medium",
		[UTM_CAMPAIGN] = "utm_campaign",
		[UTM_CONTENT] = "utm_content", [UTM_TERM] = "utm_term",
		[UTM_ID] = "utm_id",
		[UTM_SOURCE_PLATFORM] = "utm_source_platform",
		[UTM_CREATIVE_FORMAT] = "utm_creative_format",
		[UTM_MARKETING_TACTIC] = "utm_marketing_tactic",
		[GCLID] = "gclid", [GBRAID] = "gbraid", [WBRAID] = "wbraid",
		[DCLID] = "dclid", [FBCLID] = "fbclid",
		[MSCLKID] = "msclkid", [TTCLID] = "ttclid",
		[TWCLID] = "twclid", [LI_FAT_ID] = "li_fat_id",
		[SC_CLICK_ID] = "sc_click_id",
		[CAMPAIGN_REGION] = "campaign_region",
		[AD_GROUP] = "ad_group", [AD_ID] = "ad_id",
		[SEARCH_QUERY] = "search_query",
	};

	return names[param];
}

enum touch_param
touch_param_find(const char *name, size_t size)
{
	for (int i = 0; i < TOUCH_PARAMS; i++) {
		const char *ours = touch_param_name((enum touch_param)i);

		if (size > 0 && *ours == *name &&
		    strncmp(ours, name, size) == 0 && ours[size] == '\0')
			return (enum touch_param)i;
	}
	return TOUCH_PARAMS;
}

static size_t
room_for(enum touch_param param)
{
	return param >= GCLID && param <= SC_CLICK_ID ? CLICK_ID_MAX : UTM_MAX;
}

/* True if the query had any of them; the first of a name counts. */
static bool
read_query(struct arena *arena, const char *query, const char **raw)
{
	struct url_param param;
	bool any = false;

	while (url_next_param(&query, &param)) {
		enum touch_param at = touch_param_find(param.name,
		    param.name_size);

		if (at == TOUCH_PARAMS || raw[at] != NULL)
			continue;
		raw[at] = url_decode(arena, param.value, param.value_size,
		    room_for(at));
		any = any || raw[at] != NULL;
	}
	return any;
}

static bool
copy_given(const struct touch_given *given, const char **raw)
{
	bool any = false;

	for (int i = 0; given != NULL && i < TOUCH_PARAMS; i++) {
		raw[i] = given->raw[i];
		any = any || raw[i] != NULL;
	}
	return any;
}

/* The address with the parameters we know and no others. */
static const char *
known_only(struct arena *arena, const struct url *url, const char *text)
{
	size_t base = strcspn(text, "?#");
	char room[URL_MAX + 1];
	const char *query = url->query;
	struct url_param param;
	struct str out;
	char mark = '?';

	str_init(&out, room, sizeof(room));
	str_add_bytes(&out, text, base < URL_MAX ? base : URL_MAX);
	while (url_next_param(&query, &param)) {
		if (touch_param_find(param.name, param.name_size) ==
		    TOUCH_PARAMS ||
		    out.size + param.name_size + param.value_size + 2 >
		    URL_MAX)
			continue;
		str_add_char(&out, mark);
		str_add_bytes(&out, param.name, param.name_size);
		str_add_char(&out, '=');
		str_add_bytes(&out, param.value, param.value_size);
		mark = '&';
	}
	mask_address(out.data);
	(void)mask_numbers(out.data);
	return arena_copy(arena, out.data, strlen(out.data));
}

/* "www.shop.example" and "shop.example" are one site to a visitor. */
static const char *
without_www(const char *host)
{
	return str_starts(host, "www.") ? host + 4 : host;
}

static bool
is_outside(const struct url *landing, const struct url *referrer)
{
	const char *ours = without_www(landing->host);
	const char *theirs = without_www(referrer->host);

	return !url_host_within(theirs, ours) && !url_host_within(ours, theirs);
}

bool
touch_read(struct arena *arena, const char *landing_url, const char *referrer,
    const struct touch_given *given, struct touch *out)
{
	struct url landing, from;
	bool outside, any;

	*out = (struct touch){ 0 };
	if (landing_url == NULL || !url_parse(arena, landing_url, &landing))
		return false;
	outside = referrer != NULL && url_parse(arena, referrer, &from) &&
	    is_outside(&landing, &from);
	/* body and landing tell of one visit, the referrer of another */
	any = copy_given(given, out->raw);
	any = read_query(arena, landing.query, out->raw) || any;
	if (!any && outside)
		any = read_query(arena, from.query, out->raw);
	if (!any && !outside)
		return false;
	out->landing_url = known_only(arena, &landing, landing_url);
	out->referrer = outside ? known_only(arena, &from, referrer) : NULL;
	out->referrer_host = outside ? without_www(from.host) : NULL;
	channel_derive(out);
	return out->landing_url != NULL;
}

static bool
is_before(const struct touch_place *a, const struct touch_place *b)
{
	return a->occurred != b->occurred ? a->occurred < b->occurred
	    : a->landed < b->landed;
}

void
touch_ends_add(struct touch_ends *ends, const struct touch_place *place)
{
	if (ends->first.id == 0 || is_before(place, &ends->first))
		ends->first = *place;
	if (ends->last.id == 0 || is_before(&ends->last, place))
		ends->last = *place;
	if (!place->direct && (ends->last_nondirect.id == 0 ||
	    is_before(&ends->last_nondirect, place)))
		ends->last_nondirect = *place;
}
