#include "rehearsal.h"

#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "bounds.h"
#include "budget.h"
#include "clock.h"
#include "config.h"
#include "job_lead.h"
#include "jobs.h"
#include "json.h"
#include "projects.h"
#include "str.h"

enum { VISIT_MS = 5 * 60 * 1000, RECORD_ROOM = 4096 };

/* A touch with all that can stand in one; nobody takes it for a real one. */
static const char touch_format[] = "{\"occurred\":%lld,"
    "\"landing_url\":\"https://www.example.com/?utm_source=leadpixel\","
    "\"referrer\":\"https://www.example.org/\",\"source\":\"leadpixel\","
    "\"medium\":\"test\",\"campaign\":\"leadpixel test\","
    "\"channel\":\"Unassigned\",\"rule\":\"test\","
    "\"utm_source\":\"leadpixel\",\"utm_medium\":\"test\","
    "\"utm_campaign\":\"leadpixel test\",\"utm_content\":\"test\","
    "\"utm_term\":\"test\",\"gclid\":\"test\",\"fbclid\":\"test\","
    "\"msclkid\":\"test\",\"ttclid\":\"test\",\"twclid\":\"test\","
    "\"li_fat_id\":\"test\",\"sc_click_id\":\"test\","
    "\"campaign_region\":\"test\",\"ad_group\":\"test\","
    "\"ad_id\":\"test\",\"search_query\":\"test\"}";

static const char about[] = "\"pixel\":\"test-pixel\","
    "\"event_type\":\"form_submit\",\"form\":{\"name\":\"Test\"},"
    "\"page\":{\"url\":\"https://www.example.com/contact\","
    "\"title\":\"Contact\",\"referrer\":\"https://www.example.com/\"},"
    "\"pages\":[\"https://www.example.com/contact\","
    "\"https://www.example.com/\"],"
    "\"place\":{\"country\":\"DE\",\"region\":\"Hesse\","
    "\"city\":\"Kassel\"},\"device\":{\"user_agent\":\"leadpixel test\","
    "\"type\":\"desktop\",\"os\":\"Linux\",\"browser\":\"Chrome\","
    "\"screen\":\"1920x1080\",\"ip\":\"192.0.2.0\"},"
    "\"journey\":[{\"source\":\"leadpixel\",\"medium\":\"test\","
    "\"campaign\":\"leadpixel test\"}]";

static void
add_touch(struct str *out, const char *name, int64_t at)
{
	str_addf(out, ",\"%s\":", name);
	str_addf(out, touch_format, (long long)at);
}

/* A record as record.h tells it, with every value a field can have. */
static const char *
make_record(struct arena *arena, const struct project *project, int64_t now)
{
	char *const room = arena_room(arena, RECORD_ROOM);
	const int64_t began = now - VISIT_MS;
	struct str out;

	if (room == NULL)
		return NULL;
	str_init(&out, room, RECORD_ROOM);
	str_addf(&out, "{\"format\":1,\"lead_id\":\"test\",\"project_id\":%lld,"
	    "\"submitted\":%lld,\"received\":%lld,%s,\"visit\":{"
	    "\"started\":%lld,\"last_activity\":%lld,\"last_seen\":%lld,"
	    "\"session_id\":1,\"event_id\":1,\"visitor_id\":\"test\"}",
	    (long long)project->id, (long long)now, (long long)now, about,
	    (long long)began, (long long)now, (long long)now);
	add_touch(&out, "first", began);
	add_touch(&out, "last", began);
	add_touch(&out, "last_nondirect", began);
	str_add_char(&out, '}');
	return out.failed ? NULL : room;
}

static enum errand_end
read_map(struct errand *errand, struct change_target *targets, size_t *count)
{
	const struct editor *const editor = errand->editor;
	const struct mapped_field *field;

	*count = 0;
	if (!accounts_map(editor->db, editor->arena, errand->account->id,
	    &field))
		return ERRAND_FAILED;
	for (; field != NULL && *count < CHANGES_MAX; field = field->next) {
		const struct change_row row = { field->name, field->key,
			field->type, field->options,
			strcmp(field->policy, "if_empty") == 0 };
		const char *const wrong = change_target_read(
		    &targets[(*count)++], editor->arena, &row);

		if (wrong == NULL)
			continue;
		(void)edit_refuse(editor, "%s -> %s %s: %s", field->name,
		    field->key, field->type, wrong);
		return ERRAND_CONFIG;
	}
	if (*count > 0)
		return ERRAND_DONE;
	(void)edit_refuse(editor, "no field is mapped yet: `leadpixel crm"
	    " setup %s`", errand->account->name);
	return ERRAND_CONFIG;
}

/* Nothing is noted of it: a dry caller writes no row. */
static enum errand_end
look(struct errand *errand, const struct applier *where,
    const struct job_lead *lead, struct applied *end)
{
	struct caller caller = { .db = errand->editor->db,
		.clock = errand->clock, .dry = true };
	const struct job_row row = { .id = 0 };
	struct applier applier = *where;

	applier.caller = &caller;
	applier.budget = &errand->budget;
	applier.row = &row;
	applier.crm = errand->crm;
	applier.arena = errand->editor->arena;
	applier.account = errand->account->id;
	applier.dashboard_url = errand->config->dashboard_url;
	if (!apply_lead(&applier, lead, end))
		return ERRAND_FAILED;
	errand_spend(errand, caller.tokens);
	return errand_judge(errand, end->event, end->error);
}

enum errand_end
rehearsal_go(struct errand *errand, const struct project *project,
    const char *email, struct applied *end)
{
	const int64_t now = clock_now(errand->clock);
	struct change_target targets[CHANGES_MAX];
	struct applier applier = { .targets = targets };
	const struct job_lead lead = { .received = now, .email = email,
		.record = make_record(errand->editor->arena, project, now),
		.complete = true, .crm = CRM_ON, .zone = project->time_zone };
	const enum errand_end mapped = read_map(errand, targets,
	    &applier.count);

	if (mapped != ERRAND_DONE)
		return mapped;
	if (lead.record == NULL)
		return ERRAND_FAILED;
	return look(errand, &applier, &lead, end);
}
