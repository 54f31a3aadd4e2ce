#include "lead_trail.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "inquiry.h"
#include "json.h"
#include "trail.h"

/* Names beyond ours are foreign text: the writer does not escape them. */
static bool
is_plain(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";

	return name[0] != '\0' && name[strspn(name, allowed)] == '\0';
}

static void
add_other(struct str *out, struct arena *arena, const char *other)
{
	const struct json *list;

	if (other == NULL || json_parse(arena, other, strlen(other),
	    JSON_VALUES_MAX, &list) != JSON_OK || list->type != JSON_OBJECT)
		return;
	for (const struct json *one = list->first; one != NULL;
	    one = one->next)
		if (one->type == JSON_TEXT && is_plain(one->name))
			json_add_text(out, one->name, one->text);
}

static void
add_parameters(struct str *out, struct arena *arena,
    const struct touch *touch)
{
	json_open(out, "parameters", '{');
	for (int i = 0; i < PARAMS; i++)
		json_add_text(out, param_name((enum param)i),
		    touch->raw[i]);
	add_other(out, arena, touch->other);
	json_close(out, '}');
}

void
lead_trail_say(struct str *out, struct arena *arena,
    const struct trail *trail)
{
	json_open(out, "touches", '[');
	for (; trail != NULL; trail = trail->next) {
		const struct touch *const touch = &trail->touch;

		json_open(out, NULL, '{');
		json_add_text(out, "role", trail->role);
		inquiry_time(out, "occurred", touch->occurred);
		inquiry_text(out, "source", touch->source);
		inquiry_text(out, "medium", touch->medium);
		inquiry_text(out, "campaign", touch->campaign);
		inquiry_text(out, "channel", touch->channel);
		inquiry_text(out, "landing", touch->landing_url);
		inquiry_text(out, "referrer", touch->referrer);
		inquiry_text(out, "rule", touch->rule);
		inquiry_text(out, "why", trail->why);
		add_parameters(out, arena, touch);
		json_close(out, '}');
	}
	json_close(out, ']');
}
