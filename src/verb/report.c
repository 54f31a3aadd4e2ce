#include "report.h"

#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "json.h"
#include "lead.h"
#include "lead_value.h"
#include "log.h"
#include "str.h"
#include "touch.h"
#include "trace.h"

enum { WHY_MAX = 2048 };	/* utm values of UTM_MAX and words */

static const int64_t time_max = INT64_C(1) << 52;

static const char *
explain(struct arena *arena, const struct json *record_touch,
    const struct report_touch *told)
{
	struct touch touch = { .source = told->source,
		.medium = told->medium, .channel = told->channel,
		.rule = json_text(record_touch, "rule"),
		.referrer = json_text(record_touch, "referrer") };
	char room[WHY_MAX];
	struct str why;

	for (int i = 0; i < PARAMS; i++)
		touch.raw[i] = json_text(record_touch,
		    param_name((enum param)i));
	str_init(&why, room, sizeof(room));
	trace_print(&touch, &why);
	return why.size == 0 ? NULL : arena_copy(arena, why.data, why.size);
}

static void
read_touch(struct arena *arena, const struct json *record, const char *name,
    struct report_touch *out)
{
	const struct json *const touch = json_get(record, name);

	*out = (struct report_touch){
		.known = touch != NULL,
		.source = json_text(touch, "source"),
		.medium = json_text(touch, "medium"),
		.campaign = json_text(touch, "campaign"),
		.channel = json_text(touch, "channel"),
		.landing = json_text(touch, "landing_url"),
	};
	out->why = explain(arena, touch, out);
	(void)json_int(touch, "occurred", 0, time_max, &out->occurred);
}

static const struct mapped_field *
find_mapped(const struct mapped_field *map, const char *name)
{
	while (map != NULL && strcmp(map->name, name) != 0)
		map = map->next;
	return map;
}

/* In the order of lead.h's table; without a map, what one begins with. */
static bool
read_values(struct arena *arena, const struct json *record,
    const struct lead_words *words, const struct mapped_field *map,
    const struct report_value **out)
{
	const struct lead_field *field;

	*out = NULL;
	for (size_t i = 0; (field = lead_field(i)) != NULL; i++) {
		const struct mapped_field *const to = find_mapped(map,
		    field->name);
		if (map != NULL ? to == NULL : !lead_in_set(field, LEAD_BASIC))
			continue;
		struct report_value *const value = arena_take(arena,
		    sizeof(*value));
		if (value == NULL)
			return false;
		*value = (struct report_value){
			.name = field->name,
			.value = lead_value(arena, record, field, words),
			.key = to == NULL ? NULL : to->key,
			.crm_name = to == NULL ? NULL : to->crm_name,
			.if_empty = to != NULL &&
			    strcmp(to->policy, "if_empty") == 0,
		};
		*out = value;
		out = &value->next;
	}
	return true;
}

bool
report_lead(struct db *db, struct arena *arena, const char *dashboard,
    int64_t id, struct report *out)
{
	struct lead_words words = { .dashboard = dashboard };
	const struct mapped_field *map = NULL;
	const struct json *record = NULL;

	*out = (struct report){ .lead = NULL };
	if (!inbox_read(db, arena, id, &out->lead))
		return false;
	if (out->lead == NULL)
		return true;
	const enum json_fault fault = json_parse(arena, out->lead->record,
	    strlen(out->lead->record), RECORD_VALUES_MAX, &record);
	if (fault != JSON_OK)
		log_warn("lead %lld: its record cannot be read: %s",
		    (long long)id, json_fault_text(fault));
	out->record = record;
	words.zone = out->lead->time_zone;
	read_touch(arena, record, "first", &out->first);
	read_touch(arena, record, "last", &out->last);
	(void)json_int(json_get(record, "visit"), "started", 0, time_max,
	    &out->visit_began);
	out->location = record == NULL ? NULL : lead_value(arena, record,
	    lead_field_find("location"), &words);
	if (out->lead->account_id != 0 && !accounts_map(db, arena,
	    out->lead->account_id, &map))
		return false;
	out->mapped = map != NULL;
	return record == NULL ||
	    read_values(arena, record, &words, map, &out->values);
}
