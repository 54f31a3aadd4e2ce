#include "fate_text.h"

#include <string.h>

#include "bounds.h"
#include "change.h"
#include "config.h"
#include "enquiry.h"
#include "fate_rows.h"
#include "job_lead.h"
#include "json.h"
#include "match.h"
#include "persons_made.h"
#include "str.h"
#include "world.h"

enum { CANDIDATES_ROOM = 1024, FIRST_NAMESAKE = 40000 };

typedef void printer(const struct change_list *list, struct str *out);

static const char *
print(struct arena *arena, const struct change_list *list, printer *as)
{
	char *const room = arena_room(arena, CRM_BODY_MAX);
	struct str text;

	if (room == NULL)
		return NULL;
	str_init(&text, room, CRM_BODY_MAX);
	as(list, &text);
	return text.failed ? NULL : room;
}

/* Nobody of these held anything yet. */
static bool
print_changes(struct fate_text *text, const struct fate_asked *asked)
{
	struct world *const world = asked->world;
	struct arena *const arena = &world->arena;
	struct change_source source = {
		.dashboard_url = world->config->dashboard_url };
	struct change_list changes;
	struct job_lead lead;

	if (!job_lead_read(world->db, arena, asked->enquiry->submission,
	    &lead) || json_parse(arena, lead.record, strlen(lead.record),
	    RECORD_VALUES_MAX, &source.record) != JSON_OK)
		return false;
	source.zone = lead.zone;
	change_find(&changes, arena, world->map.targets, world->map.count,
	    &source);
	text->body = print(arena, &changes, change_body);
	text->before = print(arena, &changes, change_before);
	return text->body != NULL && text->before != NULL;
}

static const char *
name_of(struct arena *arena, const struct fate_asked *asked, int32_t number)
{
	struct person_made person;
	char name[PERSON_TEXT];
	struct str text;
	const char *copy;

	person_make(&person, asked->world->order->seed, number);
	str_init(&text, name, sizeof(name));
	str_addf(&text, "%s %s", person.first_name, person.last_name);
	copy = arena_copy(arena, text.data, text.size);
	return copy == NULL ? "" : copy;
}

/* Several have the address; or somebody else has the number. */
static void
print_candidates(struct fate_text *text, const struct fate_asked *asked)
{
	struct arena *const arena = &asked->world->arena;
	struct match match = { .count = (size_t)asked->row->candidates };
	char *const room = arena_room(arena, CANDIDATES_ROOM);
	struct str out;

	if (room == NULL)
		return;
	for (size_t i = 0; i < match.count; i++) {
		const int32_t number = FIRST_NAMESAKE +
		    asked->enquiry->person * 2 + (int32_t)i;

		match.persons[i] = (struct match_person){ .id = number,
			.name = name_of(arena, asked, number),
			.by = asked->row->by_phone ? MATCH_PHONE
			    : MATCH_EMAIL };
	}
	str_init(&out, room, CANDIDATES_ROOM);
	match_print(&match, &out);
	text->candidates = room;
}

static bool
writes(const struct fate_row *row)
{
	const struct fate_call *const last = fate_rows_last(row);

	return last != NULL && last->writes;
}

bool
fate_text_make(struct fate_text *text, const struct fate_asked *asked)
{
	*text = (struct fate_text){ .body = NULL };
	if (asked->row->candidates > 0)
		print_candidates(text, asked);
	if (asked->world->map.count == 0 ||
	    (!writes(asked->row) && !(asked->watch && asked->row->knows)))
		return true;
	if (!print_changes(text, asked))
		return false;
	if (asked->watch)
		text->candidates = text->body;
	return true;
}
