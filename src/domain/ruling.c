#include "ruling.h"

#include <stddef.h>
#include <string.h>

#include "hit.h"

bool
ruling_identifies(const struct hit *hit, const struct circumstances *about)
{
	if (about->gpc || hit->consent == 0)
		return false;
	return about->privacy == PRIVACY_IDENTIFIED ||
	    (about->privacy == PRIVACY_CONSENT && hit->consent == 1);
}

/* The first that holds; NULL = the visitor may be told from others. */
static const char *
why_anonymous(const struct hit *hit, const struct circumstances *about)
{
	if (ruling_identifies(hit, about))
		return NULL;
	if (about->gpc)
		return "gpc";
	if (about->privacy == PRIVACY_ANONYMOUS)
		return "anonymous";
	return hit->consent == 0 ? "refused" : "not_given";
}

const char *
ruling_anonymous_words(const char *why)
{
	static const struct {
		const char *why, *words;
	} all[] = {
		{ "gpc", "the browser asks not to be tracked" },
		{ "anonymous", "the project is anonymous" },
		{ "refused", "consent refused" },
		{ "not_given", "no consent yet" },
	};

	for (size_t i = 0; why != NULL && i < sizeof(all) / sizeof(all[0]);
	    i++)
		if (strcmp(all[i].why, why) == 0)
			return all[i].words;
	return NULL;
}

static bool
is_lead(const struct hit *hit, enum treated treated)
{
	if (treated == TREATED_AUTO)
		return hit_is_lead(hit);
	return hit->has_form && treated == TREATED_LEAD;
}

/* A robot that says so is shown by its user agent; of others it says
   nothing. */
static const char *
tell_robot(const char *why)
{
	if (strcmp(why, "webdriver") == 0)
		return "a browser that a program drives";
	return strcmp(why, "no_agent") == 0 ? "no user agent" : NULL;
}

static struct ruling
count_only(enum verdict verdict, const char *detail)
{
	return (struct ruling){ .verdict = verdict, .detail = detail };
}

struct ruling
ruling_of(const struct hit *hit, const struct circumstances *about)
{
	struct ruling ruling = { .verdict = VERDICT_STORED, .write = true,
		.identify = ruling_identifies(hit, about),
		.anonymous = why_anonymous(hit, about),
		.lead = is_lead(hit, about->treated) };
	const char *why = suspect_why(hit, about->agent);

	if (!ruling.lead && suspect_is_bot(hit, about->agent))
		return count_only(VERDICT_BOT, tell_robot(why));
	if (about->image && !about->host_allowed)
		return count_only(VERDICT_SUSPECT,
		    "an image on a page outside the allowed hosts");
	if (!ruling.lead && !ruling.identify)
		return count_only(VERDICT_COUNTED_ONLY,
		    ruling_anonymous_words(ruling.anonymous));
	if (hit->test) {
		ruling.verdict = VERDICT_TEST;
		ruling.write = ruling.lead;
	} else if (ruling.lead && why != NULL) {
		ruling.verdict = VERDICT_SUSPECT;
		ruling.suspect = why;
	}
	return ruling;
}
