#include "setup.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "bounds.h"
#include "clock.h"
#include "crm.h"
#include "db.h"
#include "json.h"
#include "label.h"
#include "lead.h"
#include "person_fields.h"
#include "str.h"
#include "transaction.h"

enum { BODY_ROOM = 1024, WHY_ROOM = 512 };

/* "Last_Source" is "last source": people type both. */
static bool
is_same(const char *a, const char *b)
{
	for (; *a != '\0' && *b != '\0'; a++, b++) {
		const int x = *a == '_' ? ' ' : tolower((unsigned char)*a);
		const int y = *b == '_' ? ' ' : tolower((unsigned char)*b);
		if (x != y)
			return false;
	}
	return *a == *b;
}

bool
setup_same_name(const struct lead_field *field, const char *name)
{
	return is_same(field->label, name) || is_same(field->name, name);
}

enum errand_end
setup_owner(struct errand *errand)
{
	const struct crm_call call = { .operation = CRM_ME };
	const char *const ours = errand->account->domain;
	struct crm_answer answer;
	const enum errand_end end = errand_call(errand, &call, &answer);
	const char *domain;

	if (end != ERRAND_DONE)
		return end;
	domain = json_text(answer.data, "company_domain");
	if (domain == NULL || strcmp(domain, ours) == 0)
		return ERRAND_DONE;
	(void)edit_refuse(errand->editor, "the token is one of the company"
	    " \"%.60s\", and account \"%s\" is set up for \"%s\": nothing was"
	    " changed in either", domain, errand->account->name, ours);
	return ERRAND_CONFIG;
}

static const struct mapped_field *
find_mapped(const struct mapped_field *map, const char *name)
{
	while (map != NULL && strcmp(map->name, name) != 0)
		map = map->next;
	return map;
}

static const struct mapped_field *
find_user(const struct mapped_field *map, const char *key)
{
	while (map != NULL && strcmp(map->key, key) != 0)
		map = map->next;
	return map;
}

static const struct person_field *
find_key(const struct person_field *fields, const char *key)
{
	while (fields != NULL && strcmp(fields->key, key) != 0)
		fields = fields->next;
	return fields;
}

static const struct person_field *
find_named(const struct person_field *fields, const struct lead_field *field)
{
	while (fields != NULL && !setup_same_name(field, fields->name))
		fields = fields->next;
	return fields;
}

static void
conflict(const struct setup_ground *ground, struct setup_line *line,
    const char *why)
{
	line->step = SETUP_CONFLICT;
	line->why = arena_copy(ground->arena, why, strlen(why));
}

/* Two fields that people cannot tell apart. */
static void
refuse_twins(const struct setup_ground *ground, struct setup_line *line,
    const struct person_field *a, const struct person_field *b)
{
	char why[WHY_ROOM];

	snprintf(why, sizeof(why), "two fields are called so: \"%.80s\""
	    " (%s) and \"%.80s\" (%s); rename one in Pipedrive", a->name,
	    a->key, b->name, b->key);
	conflict(ground, line, why);
}

static void
look_at(const struct setup_ground *ground, struct setup_line *line,
    const struct person_field *there)
{
	const struct mapped_field *const user = find_user(ground->map,
	    there->key);
	const char *const unfit = change_target_fits(line->field,
	    there->type);
	char why[WHY_ROOM];

	line->key = there->key;
	line->name = there->name;
	line->type = there->type;
	line->options = there->options;
	line->step = SETUP_ADOPT;
	if (unfit != NULL)
		snprintf(why, sizeof(why), "\"%.80s\" (%s) is of type %s:"
		    " %s; rename it in Pipedrive", there->name, there->key,
		    there->type, unfit);
	else if (there->locked)
		snprintf(why, sizeof(why), "\"%.80s\" (%s) cannot be written"
		    " to; the plan of the company may be too small for it",
		    there->name, there->key);
	else if (user != NULL)
		snprintf(why, sizeof(why), "\"%.80s\" (%s) receives \"%s\""
		    " already", there->name, there->key, user->name);
	else
		return;
	conflict(ground, line, why);
}

/* A map that leads to no field any more is made anew. */
static void
decide(const struct setup_ground *ground, struct setup_line *line)
{
	const struct mapped_field *const to = find_mapped(ground->map,
	    line->field->name);
	const struct person_field *there = to == NULL ? NULL
	    : find_key(ground->fields, to->key);
	const struct person_field *twin;

	if (there != NULL) {
		line->step = SETUP_MAPPED;
		line->key = there->key;
		line->name = there->name;
		line->type = there->type;
		return;
	}
	there = find_named(ground->fields, line->field);
	twin = there == NULL ? NULL : find_named(there->next, line->field);
	if (twin != NULL)
		refuse_twins(ground, line, there, twin);
	else if (there != NULL)
		look_at(ground, line, there);
	else
		line->step = SETUP_CREATE;
}

bool
setup_plan(const struct setup_ground *ground, unsigned set,
    struct setup *plan)
{
	const struct lead_field *field;

	*plan = (struct setup){ .count = 0 };
	for (size_t i = 0; (field = lead_field(i)) != NULL; i++) {
		struct setup_line *const line = &plan->lines[plan->count];
		if (!lead_in_set(field, set))
			continue;
		line->field = field;
		line->name = field->label;
		line->type = field->type;
		decide(ground, line);
		plan->steps[line->step]++;
		plan->count++;
	}
	return !ground->arena->spent;
}

static bool
save(struct errand *errand, const struct setup_line *line)
{
	const struct editor *const editor = errand->editor;
	const struct mapped_field mapped = { .name = line->field->name,
		.key = line->key, .type = line->type,
		.policy = line->field->first ? "if_empty" : "always" };
	const struct person_field there = { .key = line->key,
		.name = line->name, .type = line->type,
		.options = line->options };
	char detail[256];

	snprintf(detail, sizeof(detail), "%s -> %s %s %s%s", mapped.name,
	    mapped.key, mapped.type, mapped.policy,
	    line->step == SETUP_CREATE ? ", made" : ", adopted");
	return accounts_map_put(editor->db, errand->account->id, &mapped) &&
	    person_fields_put(editor->db, errand->account->id, &there) &&
	    edit_note(editor, "crm map", errand->account->name, detail)
	    == EDITED;
}

static enum errand_end
save_line(struct errand *errand, const struct setup_line *line)
{
	if (!edit_begin(errand->editor))
		return ERRAND_FAILED;
	return edit_end(errand->editor, save(errand, line) ? EDITED
	    : EDIT_FAILED) == EDITED ? ERRAND_DONE : ERRAND_FAILED;
}

/* The plan's own words in a refusal, whatever else they are called. */
static bool
is_cap(const struct crm_answer *answer)
{
	return answer->status == 403 &&
	    strstr(answer->excerpt, "feature_capping") != NULL;
}

static enum errand_end
create(struct errand *errand, struct setup_line *line, bool *capped)
{
	char room[BODY_ROOM];
	struct str body;
	struct crm_answer answer;
	const struct crm_call call = { .operation = CRM_FIELD_ADD,
		.body = room };
	const char *key;

	str_init(&body, room, sizeof(room));
	json_open(&body, NULL, '{');
	json_add_text(&body, "field_name", line->name);
	json_add_text(&body, "field_type", line->type);
	json_close(&body, '}');
	const enum errand_end end = errand_call(errand, &call, &answer);
	*capped = end != ERRAND_DONE && is_cap(&answer);
	if (end != ERRAND_DONE)
		return end;
	key = json_text(answer.data, "field_code");
	if (key == NULL || !label_crm_key(key)) {
		str_add(errand->editor->why, "Pipedrive made the field, but"
		    " did not tell its key; run it again to adopt it");
		return ERRAND_LATER;
	}
	line->key = arena_copy(errand->editor->arena, key, strlen(key));
	return line->key == NULL ? ERRAND_FAILED : ERRAND_DONE;
}

enum errand_end
setup_do(struct errand *errand, const struct setup_line *line, bool *capped)
{
	struct setup_line made = *line;
	enum errand_end end = ERRAND_DONE;

	*capped = false;
	if (line->step == SETUP_CREATE)
		end = create(errand, &made, capped);
	return end == ERRAND_DONE ? save_line(errand, &made) : end;
}
