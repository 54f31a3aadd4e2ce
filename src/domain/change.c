#include "change.h"

#include <string.h>

#include "arena.h"
#include "json.h"
#include "lead.h"
#include "lead_value.h"
#include "str.h"

static const char *
value_of(const struct change_target *target, struct arena *arena,
    const struct change_source *source)
{
	return lead_value(arena, source->record, target->field,
	    &(struct lead_words){ source->zone, source->dashboard_url });
}

/* Nobody's value: nothing, no text, no option, an object without its own. */
static bool
is_empty(const struct json *value)
{
	if (value == NULL || value->type == JSON_NULL)
		return true;
	if (value->type == JSON_TEXT)
		return value->text[0] == '\0';
	if (value->type == JSON_LIST)
		return value->first == NULL;
	return value->type == JSON_OBJECT &&
	    is_empty(json_get(value, "value"));
}

/* Whether the policy lets a value be written at all. */
static bool
is_open(const struct change_target *target,
    const struct change_source *source, const struct json *before)
{
	return target->if_empty ? before == NULL : !source->older;
}

static void
add(struct change_list *list, struct arena *arena,
    const struct change_source *source, struct change *change)
{
	const struct change_value value = { source->record, source->zone,
		change->text };
	const char *problem;

	change->value = change_target_encode(change->target, arena, &value,
	    &problem);
	if (problem != NULL)
		list->problems[list->problem_count++] =
		    (struct change_problem){ change->target, problem };
	if (change->value == NULL ||
	    change_target_holds(change->before, change->value))
		return;
	if (change->value->type == JSON_TEXT)
		change->text = change->value->text;
	list->changes[list->count++] = *change;
}

void
change_find(struct change_list *list, struct arena *arena,
    const struct change_target *targets, size_t count,
    const struct change_source *source)
{
	list->count = list->problem_count = 0;
	for (size_t i = 0; i < count && i < CHANGES_MAX; i++) {
		const struct json *const held = json_get(
		    source->custom_fields, targets[i].key);
		struct change change = { .target = &targets[i],
			.before = is_empty(held) ? NULL : held };

		if (!is_open(&targets[i], source, change.before))
			continue;
		change.text = value_of(&targets[i], arena, source);
		if (change.text != NULL)
			add(list, arena, source, &change);
	}
}

size_t
change_drop(struct change_list *list, const char *keys)
{
	size_t kept = 0;

	for (size_t i = 0; i < list->count; i++)
		if (strstr(keys, list->changes[i].target->key) == NULL)
			list->changes[kept++] = list->changes[i];
	const size_t dropped = list->count - kept;
	list->count = kept;
	return dropped;
}

void
change_body(const struct change_list *list, struct str *out)
{
	json_open(out, NULL, '{');
	json_open(out, "custom_fields", '{');
	for (size_t i = 0; i < list->count; i++)
		json_add_value(out, list->changes[i].target->key,
		    list->changes[i].value);
	json_close(out, '}');
	json_close(out, '}');
}

void
change_before(const struct change_list *list, struct str *out)
{
	json_open(out, NULL, '{');
	for (size_t i = 0; i < list->count; i++) {
		const struct change *const change = &list->changes[i];

		if (change->before == NULL)
			json_add_null(out, change->target->key);
		else
			json_add_value(out, change->target->key,
			    change->before);
	}
	json_close(out, '}');
}

void
change_problems(const struct change_list *list, struct str *out)
{
	for (size_t i = 0; i < list->problem_count; i++)
		str_addf(out, "%s%s: %s", i == 0 ? "" : "; ",
		    list->problems[i].target->field->name,
		    list->problems[i].text);
}

bool
change_taken(const struct change_list *list,
    const struct json *custom_fields, const char **key)
{
	for (size_t i = 0; i < list->count; i++) {
		*key = list->changes[i].target->key;
		if (is_empty(json_get(custom_fields, *key)))
			return false;
	}
	return true;
}
