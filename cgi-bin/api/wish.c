#include "wish.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "arena.h"
#include "config.h"
#include "inquiry.h"
#include "json.h"
#include "label.h"
#include "office.h"
#include "str.h"

enum { DAY_S = 24 * 60 * 60 };

enum kind { KIND_TEXT, KIND_SWITCH, KIND_NUMBER };

/* A member of a configuration, and what null makes of it. */
struct member {
	const char *name;
	enum kind kind;
	size_t offset;			/* in struct project_wish */
	const char *cleared;		/* NULL = there is no without */
	int64_t min, max, without;	/* of a number */
};

#define AT(field) offsetof(struct project_wish, field)

static const struct member members[] = {
	{ "privacy", KIND_TEXT, AT(rules.privacy), NULL, 0, 0, 0 },
	{ "ip_policy", KIND_TEXT, AT(rules.ip_policy), "masked", 0, 0, 0 },
	{ "time_zone", KIND_TEXT, AT(rules.time_zone), "UTC", 0, 0, 0 },
	{ "retention_days", KIND_NUMBER, AT(rules.retention_days), "", 1,
	    3650, 180 },
	{ "hold_seconds", KIND_NUMBER, AT(rules.hold_seconds), "", 0, DAY_S,
	    HOLD_SECONDS },
	{ "crm", KIND_TEXT, AT(crm), "off", 0, 0, 0 },
	{ "account", KIND_TEXT, AT(account), "", 0, 0, 0 },
	{ "weak_match", KIND_TEXT, AT(rules.weak_match), "review", 0, 0, 0 },
	{ "wait_days", KIND_NUMBER, AT(rules.wait_days), "", 0, 365, 30 },
	{ "keep_back", KIND_SWITCH, AT(rules.keep_back), "off", 0, 0, 0 },
	{ "dnt", KIND_SWITCH, AT(rules.dnt), "off", 0, 0, 0 },
	{ "custom_params", KIND_TEXT, AT(rules.custom_params), "", 0, 0, 0 },
	{ "store_fields", KIND_TEXT, AT(rules.store_fields), "", 0, 0, 0 },
	{ "thank_you", KIND_TEXT, AT(rules.thank_you), "", 0, 0, 0 },
	{ "newsletter", KIND_TEXT, AT(rules.outlets.newsletter), "off", 0, 0,
	    0 },
	{ "newsletter_url", KIND_TEXT, AT(rules.outlets.newsletter_url), "",
	    0, 0, 0 },
	{ "newsletter_param", KIND_TEXT, AT(rules.outlets.newsletter_param),
	    "", 0, 0, 0 },
	{ "newsletter_dates", KIND_TEXT, AT(rules.outlets.newsletter_dates),
	    "", 0, 0, 0 },
	{ "webhook_url", KIND_TEXT, AT(rules.outlets.webhook_url), "", 0, 0,
	    0 },
};

/* Each member of the object is one of these words. */
static bool
knows_all(struct inquiry *inquiry, const struct json *object,
    const char *words)
{
	const struct json *value = object == NULL ? NULL : object->first;

	for (; value != NULL; value = value->next)
		if (!label_among(value->name, words)) {
			inquiry_bad(inquiry, value->name, "There is no member"
			    " \"%.60s\" here; there are: %s.", value->name,
			    *words == '\0' ? "none" : words);
			return false;
		}
	return true;
}

bool
wish_has_only(struct inquiry *inquiry, const char *words)
{
	return knows_all(inquiry, inquiry->body, words);
}

/* The object `configuration`, *out NULL where there is none. */
static bool
find_configuration(struct inquiry *inquiry, const struct json **out)
{
	*out = json_get(inquiry->body, "configuration");
	if (*out != NULL && (*out)->type == JSON_NULL)
		*out = NULL;
	if (*out == NULL || (*out)->type == JSON_OBJECT)
		return true;
	inquiry_bad(inquiry, "configuration", "configuration is an object.");
	return false;
}

static bool
take_number(struct inquiry *inquiry, const struct json *configuration,
    const struct member *member, int64_t *out)
{
	if (json_int(configuration, member->name, member->min, member->max,
	    out))
		return true;
	inquiry_bad(inquiry, member->name, "%s is a whole number from %lld"
	    " to %lld.", member->name, (long long)member->min,
	    (long long)member->max);
	return false;
}

static bool
take_text(struct inquiry *inquiry, const struct json *value,
    const struct member *member, const char **out)
{
	*out = NULL;
	if (value->type == JSON_TEXT && member->kind == KIND_TEXT)
		*out = value->text;
	if (value->type == JSON_BOOL && member->kind == KIND_SWITCH)
		*out = value->truth ? "on" : "off";
	if (*out == NULL)
		inquiry_bad(inquiry, member->name, "%s is %s.", member->name,
		    member->kind == KIND_TEXT ? "a text" : "true or false");
	return *out != NULL;
}

static bool
take(struct inquiry *inquiry, const struct json *configuration,
    const struct member *member, struct project_wish *wish)
{
	const struct json *const value = json_get(configuration,
	    member->name);
	char *const at = (char *)wish + member->offset;
	const char *text = member->cleared;
	int64_t number = member->without;
	const bool null = value != NULL && value->type == JSON_NULL;

	if (value == NULL)
		return true;
	if (null && member->cleared == NULL) {
		inquiry_bad(inquiry, member->name, "%s cannot be cleared.",
		    member->name);
		return false;
	}
	if (member->kind == KIND_NUMBER) {
		if (!null && !take_number(inquiry, configuration, member,
		    &number))
			return false;
		memcpy(at, &number, sizeof(number));
		return true;
	}
	if (!null && !take_text(inquiry, value, member, &text))
		return false;
	memcpy(at, &text, sizeof(text));
	return true;
}

bool
wish_project(struct inquiry *inquiry, struct project_wish *out)
{
	enum { COUNT = sizeof(members) / sizeof(members[0]) };
	const struct json *configuration;
	char room[512];
	struct str words;

	*out = (struct project_wish){ .rules = { .hold_seconds = -1,
		.retention_days = -1, .wait_days = -1,
		.outlets.loopback = inquiry->api->config->post_loopback } };
	str_init(&words, room, sizeof(room));
	for (size_t i = 0; i < COUNT; i++)
		str_addf(&words, "%s%s", i == 0 ? "" : " ", members[i].name);
	if (!knows_all(inquiry, inquiry->body, "name configuration") ||
	    !inquiry_member(inquiry, "name", &out->name) ||
	    !find_configuration(inquiry, &configuration) ||
	    !knows_all(inquiry, configuration, words.data))
		return false;
	for (size_t i = 0; i < COUNT; i++)
		if (!take(inquiry, configuration, &members[i], out))
			return false;
	return true;
}

/* A list of texts as one, blanks between; null is none. */
static bool
take_hosts(struct inquiry *inquiry, const struct json *list,
    const char *name, const char **out)
{
	char *const room = arena_room(inquiry->arena, 2 * LABEL_HOSTS_MAX);
	struct str hosts;

	if (room == NULL)
		inquiry_failed(inquiry);
	if (list == NULL || room == NULL)
		return room != NULL;
	str_init(&hosts, room, 2 * LABEL_HOSTS_MAX);
	for (const struct json *host = list->first; host != NULL;
	    host = host->next) {
		if (host->type != JSON_TEXT || host->text[0] == '\0' ||
		    strpbrk(host->text, " ,") != NULL)
			hosts.failed = true;
		str_addf(&hosts, "%s%s", hosts.size == 0 ? "" : " ",
		    host->type == JSON_TEXT ? host->text : "");
	}
	*out = room;
	if (!hosts.failed && (list->type == JSON_LIST ||
	    list->type == JSON_NULL))
		return true;
	inquiry_bad(inquiry, name, "%s is a list of host names, such as"
	    " [\"example.com\"]; [] is any.", name);
	return false;
}

bool
wish_pixel(struct inquiry *inquiry, struct pixel_wish *out)
{
	const struct json *const website = json_get(inquiry->body,
	    "website_url");
	const struct json *configuration;

	*out = (struct pixel_wish){ .name = NULL };
	if (!knows_all(inquiry, inquiry->body, "name website_url"
	    " allowed_hosts configuration") ||
	    !inquiry_member(inquiry, "name", &out->name) ||
	    !inquiry_member(inquiry, "website_url", &out->website) ||
	    !find_configuration(inquiry, &configuration) ||
	    !knows_all(inquiry, configuration, "domains") ||
	    !take_hosts(inquiry, json_get(configuration, "domains"),
	    "domains", &out->hosts) ||
	    !take_hosts(inquiry, json_get(inquiry->body, "allowed_hosts"),
	    "allowed_hosts", &out->hosts))
		return false;
	if (website != NULL && website->type == JSON_NULL)
		out->website = "";
	return true;
}
