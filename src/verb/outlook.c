#include "outlook.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "accounts.h"
#include "arena.h"
#include "pixels.h"
#include "projects.h"

static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;

static enum status_level
judge(const struct standing *standing, bool quiet)
{
	if (standing->barred)
		return STATUS_BROKEN;
	return standing->walled || standing->waiting_for_you > 0 || quiet
	    ? STATUS_LOOK : STATUS_WELL;
}

bool
outlook_read(struct db *db, int64_t project, int64_t now,
    struct outlook *out)
{
	if (!standings_read(db, project, now - OUTLOOK_DAYS * day_ms,
	    &out->standing))
		return false;
	out->quiet = now - out->standing.last_hit >
	    OUTLOOK_QUIET_DAYS * day_ms;
	out->level = judge(&out->standing, out->quiet);
	return true;
}

static const char *
say(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *
say(struct arena *arena, const char *format, ...)
{
	char text[512];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	return arena_copy(arena, text, strlen(text));
}

static bool
look_at_tag(struct db *db, struct arena *arena,
    const struct project *project, struct outlook_steps *out)
{
	const struct pixel_row *pixel;

	if (!pixels_of(db, arena, project->id, &pixel))
		return false;
	out->tag.pixel = pixel == NULL ? NULL : pixel->public_id;
	for (; pixel != NULL; pixel = pixel->next) {
		if (pixel->last_visit <= out->tag.last_hit)
			continue;
		out->tag.last_hit = pixel->last_visit;
		out->tag.pixel = pixel->public_id;
	}
	out->tag.done = out->tag.last_hit != 0;
	if (!out->tag.done)
		out->tag.next = out->tag.pixel == NULL
		    ? say(arena, "Make a pixel, here or by `leadpixel pixel"
		    " add \"%s\" NAME`.", project->name)
		    : say(arena, "Paste the tag into every page, then open"
		    " one%s; `leadpixel pixel tag %s` says where it goes.",
		    strcmp(project->privacy, "consent") == 0
		    ? " and give your consent there" : "",
		    out->tag.pixel);
	return true;
}

static bool
look_at_crm(struct db *db, struct arena *arena,
    const struct project *project, bool barred, struct outlook_steps *out)
{
	const struct account *account = NULL;

	if (project->account != NULL && (!accounts_find(db, arena,
	    project->account, &account) || (account != NULL &&
	    !accounts_map(db, arena, account->id, &out->map))))
		return false;
	if (account == NULL) {
		out->crm.next = say(arena, "Connect Pipedrive: `leadpixel crm"
		    " account NAME --domain COMPANY`, put its token into the"
		    " secrets file, then `leadpixel crm watch \"%s\" --account"
		    " NAME`.", project->name);
		return true;
	}
	out->crm.account = account->name;
	out->crm.company = account->domain;
	out->crm.done = out->map != NULL && !barred;
	if (barred)
		out->crm.next = say(arena, "Pipedrive refuses the token: put"
		    " a valid one into the secrets file, then `leadpixel crm"
		    " check %s`.", account->name);
	else if (out->map == NULL)
		out->crm.next = say(arena, "Choose the fields it writes to:"
		    " `leadpixel crm setup %s`.", account->name);
	return true;
}

/* The newest lead that was found in the CRM, of any of its pixels. */
static bool
look_at_match(struct db *db, struct arena *arena,
    const struct project *project, struct outlook_steps *out)
{
	const struct pixel_row *pixel;

	if (!pixels_of(db, arena, project->id, &pixel))
		return false;
	for (; pixel != NULL; pixel = pixel->next) {
		int64_t lead, person;
		if (!standings_matched(db, pixel->id, &lead, &person))
			return false;
		if (lead <= out->match.lead)
			continue;
		out->match.lead = lead;
		out->match.person_id = person;
	}
	out->match.done = out->match.lead != 0;
	/* nobody is looked for: no lead would ever tick this line */
	if (!out->match.done && strcmp(project->crm, "off") == 0 &&
	    out->crm.done)
		out->match.next = say(arena, "First have people looked up"
		    " while nothing is written yet: `leadpixel crm watch"
		    " \"%s\"`.", project->name);
	else if (!out->match.done)
		out->match.next = say(arena, "Fill in a form of the site with"
		    " the e-mail address of somebody who is in Pipedrive, or"
		    " try it dry: `leadpixel lead test \"%s\" --email"
		    " ADDRESS`.", project->name);
	return true;
}

bool
outlook_steps(struct db *db, struct arena *arena,
    const struct project *project, int64_t now, struct outlook_steps *out)
{
	struct outlook outlook;

	*out = (struct outlook_steps){ .on.crm = project->crm };
	if (!outlook_read(db, project->id, now, &outlook) ||
	    !look_at_tag(db, arena, project, out) ||
	    !look_at_crm(db, arena, project, outlook.standing.barred, out) ||
	    !look_at_match(db, arena, project, out))
		return false;
	out->on.done = strcmp(project->crm, "on") == 0;
	if (!out->on.done)
		out->on.next = say(arena, "Let new leads be written to"
		    " Pipedrive: `leadpixel crm on \"%s\"`; it asks whether"
		    " earlier ones go, too.", project->name);
	return !arena->spent;
}
