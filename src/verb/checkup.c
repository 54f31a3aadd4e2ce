#include "checkup.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "config.h"
#include "crm.h"
#include "json.h"
#include "lead.h"
#include "person_fields.h"
#include "setup.h"

enum { LINE_ROOM = 512 };

struct work {
	struct errand *errand;
	struct checkup *out;
	const struct checkup_line **end;
	const struct mapped_field *map;
};

static void say(struct work *work, bool bad, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void
say(struct work *work, bool bad, const char *format, ...)
{
	struct arena *const arena = work->errand->editor->arena;
	struct checkup_line *const line = arena_take(arena, sizeof(*line));
	char text[LINE_ROOM];
	va_list values;

	work->out->bad += bad;
	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	if (line == NULL)
		return;
	line->bad = bad;
	line->text = arena_copy(arena, text, strlen(text));
	*work->end = line;
	work->end = &line->next;
}

static const char *
copy(struct work *work, const char *text)
{
	return text == NULL ? NULL : arena_copy(work->errand->editor->arena,
	    text, strlen(text));
}

static void
read_budget(struct work *work, const struct crm_answer *answer)
{
	const struct errand *const errand = work->errand;
	const struct budget_terms terms = {
		.daily_tokens = errand->config->crm_daily_tokens,
		.share = errand->config->budget_share };

	work->out->day_limit = answer->day_limit;
	work->out->day_left = answer->day_left;
	work->out->share = budget_share(&errand->budget, &terms);
}

static enum errand_end
ask_whose(struct work *work)
{
	const struct crm_call call = { .operation = CRM_ME };
	struct checkup *const out = work->out;
	const struct account *const account = work->errand->account;
	struct crm_answer answer;
	const enum errand_end end = errand_call(work->errand, &call,
	    &answer);

	if (end != ERRAND_DONE)
		return end;
	out->user = copy(work, json_text(answer.data, "name"));
	out->email = copy(work, json_text(answer.data, "email"));
	out->company = copy(work, json_text(answer.data, "company_name"));
	out->domain = copy(work, json_text(answer.data, "company_domain"));
	read_budget(work, &answer);
	if (out->domain != NULL && strcmp(out->domain, account->domain) != 0)
		say(work, true, "the token is one of the company \"%.60s\","
		    " and this account is set up for \"%s\": write the other"
		    " token into the secrets file, or make an account for the"
		    " other company", out->domain, account->domain);
	return ERRAND_DONE;
}

/* The first field of that name which is not the one of that key. */
static const struct person_field *
find_twin(const struct person_field *fields, const char *key,
    const char *name)
{
	for (; fields != NULL; fields = fields->next)
		if (strcmp(fields->key, key) != 0 &&
		    strcmp(fields->name, name) == 0)
			return fields;
	return NULL;
}

static void
compare_type(struct work *work, const struct mapped_field *to,
    const struct person_field *there)
{
	const struct lead_field *const field = lead_field_find(to->name);
	const char *unfit;

	if (field == NULL) {
		say(work, true, "%s: there is no such value any more",
		    to->name);
		return;
	}
	unfit = change_target_fits(field, there->type);
	if (unfit != NULL)
		say(work, true, "%s: \"%.80s\" (%s) is of type %s: %s",
		    to->name, there->name, to->key, there->type, unfit);
	else if (strcmp(to->type, there->type) != 0)
		say(work, true, "%s: \"%.80s\" (%s) is of type %s and mapped"
		    " as %s: `leadpixel crm map %s %s %s %s`", to->name,
		    there->name, to->key, there->type, to->type,
		    work->errand->account->name, to->name, to->key,
		    there->type);
	if (!setup_same_name(field, there->name))
		say(work, false, "%s goes to the field called \"%.80s\"",
		    to->name, there->name);
}

static void
compare(struct work *work, const struct mapped_field *to)
{
	const struct person_field *const all = work->errand->fields;
	const struct person_field *there = all, *twin;

	while (there != NULL && strcmp(there->key, to->key) != 0)
		there = there->next;
	if (there == NULL) {
		say(work, true, "%s: its field %s is gone: `leadpixel crm"
		    " setup %s` makes one anew", to->name, to->key,
		    work->errand->account->name);
		return;
	}
	compare_type(work, to, there);
	if (there->locked)
		say(work, true, "%s: Pipedrive does not let \"%.80s\" (%s) be"
		    " written to; the plan of the company may be too small"
		    " for it", to->name, there->name, to->key);
	twin = find_twin(all, there->key, there->name);
	if (twin != NULL)
		say(work, true, "%s: two fields are called \"%.80s\" (%s and"
		    " %s): rename one, or people look at the wrong one",
		    to->name, there->name, there->key, twin->key);
}

enum errand_end
checkup_go(struct errand *errand, struct checkup *out)
{
	struct work work = { .errand = errand, .out = out,
		.end = &out->lines };
	enum errand_end end;

	*out = (struct checkup){ .day_limit = -1, .day_left = -1 };
	if (!accounts_map(errand->editor->db, errand->editor->arena,
	    errand->account->id, &work.map))
		return ERRAND_FAILED;
	end = ask_whose(&work);
	if (end == ERRAND_DONE)
		end = errand_fields(errand);
	if (end != ERRAND_DONE)
		return end;
	for (; work.map != NULL; work.map = work.map->next) {
		out->mapped++;
		compare(&work, work.map);
	}
	out->spent = errand->budget.tokens;
	if (out->mapped == 0)
		say(&work, true, "no field is mapped yet: `leadpixel crm"
		    " setup %s`", errand->account->name);
	return ERRAND_DONE;
}
