#include "wording.h"

#include <stddef.h>
#include <string.h>

#include "bounds.h"
#include "job.h"
#include "str.h"

/* What is true of all that looks like a robot's. */
#define KEPT_BACK "  It is kept back, and erased after {days} days unless" \
	" somebody releases it."
#define RESOLVE "leadpixel lead resolve {lead} --person NUMBER\n" \
	"leadpixel lead resolve {lead} --none"
#define SCREEN "leadpixel lead release {lead}\nleadpixel lead spam {lead}"

/*
 * In all texts {when}, {person}, {lead}, {project}, {target} and {days} are
 * filled in, {at}: "at 10:14" or "on 27 Nov 10:14", and {again}: the lead, and
 * where it is to be sent again.  NULL says nothing.
 */
static const struct state_words {
	const char *brief;	/* for a list */
	const char *due;	/* in its place once the time has come */
	const char *whole, *why, *next;
} states[JOB_STATES] = {
	[JOB_HELD] = { "Waiting, sends {when}", "Sends with next run",
	    "Waiting, sends {when}",
	    "It rests a few minutes, so that a correction of the form or the"
	    " next page still counts.", NULL },
	[JOB_READY] = { "Sends {when}", "Sends with next run", "Sends {when}",
	    "It waits for leadpixel-sync.", "leadpixel run-sync" },
	[JOB_SENDING] = { "Being sent", NULL, "Being sent this moment", NULL,
	    NULL },
	[JOB_RETRY] = { "Tries again {when}", "Tries with next run",
	    "Not written yet, tries again {when}", NULL,
	    "leadpixel lead requeue {again}" },
	[JOB_UNSURE] = { "Checks again {when}", "Checks with next run",
	    "Sent without an answer, checks again {when}",
	    "Before anything is repeated the person is read, to see whether"
	    " the values arrived.", NULL },
	[JOB_WAITING] = { "Not in Pipedrive yet", NULL, "Not in Pipedrive yet",
	    "Nobody there has this e-mail address.  leadpixel creates no"
	    " people: it goes on looking, and writes as soon as somebody"
	    " adds the person.", "leadpixel lead requeue {again}\n"
	    "leadpixel lead resolve {lead} --person NUMBER" },
	[JOB_REVIEW] = { "Choose the person", NULL, "Choose the person",
	    "Nobody is certain enough to write to without you.",
	    RESOLVE "\nleadpixel lead spam {lead}" },
	[JOB_SUSPECT] = { "Perhaps a robot", NULL, "Kept back: perhaps a robot",
	    "It was filled in by what looks like a program." KEPT_BACK,
	    SCREEN },
	[JOB_SYNCED] = { "Written {when}", NULL,
	    "Written to person {person} {at}", NULL, NULL },
	[JOB_UNCHANGED] = { "Nothing to change", NULL,
	    "Nothing to change on person {person} {at}",
	    "The person already had these values.", NULL },
	[JOB_NOT_FOUND] = { "Not in Pipedrive", NULL,
	    "Not in Pipedrive, given up {at}",
	    "Nobody there has this e-mail address, and leadpixel creates no"
	    " people.  Once the person is there, try it again.",
	    "leadpixel lead requeue {again}" },
	[JOB_FAILED] = { "Failed {when}", NULL, "Failed, given up {at}",
	    NULL, "leadpixel lead requeue {again}" },
	[JOB_SKIPPED] = { "Not sent", NULL, "Not sent", NULL, NULL },
	[JOB_CANCELLED] = { "Called off", NULL, "Called off {at}",
	    "Somebody called it off.", "leadpixel lead requeue {again}" },
	[JOB_ERASED] = { "Erased", NULL, "Erased {at}",
	    "Everything held about this person was erased.", NULL },
};

/* Of a newsletter or webhook, where no person is looked for; else as above. */
static const struct state_words posted[JOB_STATES] = {
	[JOB_RETRY] = { "Tries again {when}", "Tries with next run",
	    "Not sent yet, tries again {when}", NULL,
	    "leadpixel lead requeue {again}" },
	[JOB_UNSURE] = { "Sends again {when}", "Sends with next run",
	    "Sent without an answer, sends again {when}",
	    "It goes out again under the same key, by which the other side"
	    " can tell that it has it already.", NULL },
	[JOB_SYNCED] = { "Sent {when}", NULL, "Sent {at}", NULL, NULL },
};

/* Why a job is skipped or to be looked at. */
static const struct reason_words {
	const char *reason, *brief, *why, *next;
} reasons[] = {
	{ "crm_off", "Not sent: CRM off",
	    "The project did not use Pipedrive when the lead came.",
	    "leadpixel crm on {project} --account NAME\n"
	    "leadpixel lead requeue {again}" },
	{ "watch", "Only watched",
	    "The project only watches: it was looked for, and nothing was"
	    " written.",
	    "leadpixel crm on {project}\nleadpixel lead requeue {again}" },
	{ "no_contact", "No e-mail, no phone",
	    "There is no e-mail address or telephone number to find the"
	    " person by.", NULL },
	{ "test", "Not sent: a test", "It was marked as a test.", NULL },
	{ "spam", "Not sent: spam", "Somebody said that it is spam.",
	    "leadpixel lead requeue {again}" },
	{ "consent", "Not sent: consent",
	    "The visitor gave no consent, and the project keeps such leads"
	    " back.", NULL },
	{ "several_persons", "Choose the person",
	    "Several persons in Pipedrive have this e-mail address.",
	    RESOLVE },
	{ "weak_match", "Choose the person",
	    "Nobody has this e-mail address; the telephone number or the"
	    " name fits, which is no proof.  Should somebody there get the"
	    " address, it settles itself.", RESOLVE },
	{ "chosen_gone", "Choose again",
	    "The person that was chosen is not in Pipedrive any more.",
	    RESOLVE },
	{ "nobody_chosen", "Not in Pipedrive",
	    "Somebody said that nobody there is the person.",
	    "leadpixel lead requeue {lead}" },
	{ "partial", "Written in part {when}",
	    "Pipedrive refused some of the fields; the others are written.",
	    "leadpixel lead requeue {lead}" },
	{ "undone", "Taken back {when}",
	    "What it had written was taken back.",
	    "leadpixel lead requeue {lead}" },
	{ "form_failed", "Form refused it",
	    "The form refused what was typed, so it is kept and never"
	    " delivered; should the form take it after all, it goes out.",
	    NULL },
	{ "gave_up", "Failed {when}",
	    "It was tried for days and given up.",
	    "leadpixel lead requeue {again}" },
	{ "flood", "Choose: a flood",
	    "More leads came from this network or person than people send.",
	    "leadpixel lead requeue {again}\nleadpixel lead spam {lead}" },
	{ "bot_agent", "A robot, it says",
	    "The browser's own words are those of a robot." KEPT_BACK,
	    SCREEN },
	{ "no_agent", "Robot? No browser",
	    "It came without the words by which each browser says what it"
	    " is." KEPT_BACK, SCREEN },
	{ "webdriver", "Robot? Steered",
	    "The browser was steered by a program." KEPT_BACK, SCREEN },
	{ "honeypot", "Robot? Hidden field",
	    "A field was filled in that people do not see." KEPT_BACK,
	    SCREEN },
	{ "filled_fast", "Robot? Filled fast",
	    "The form was filled in within two seconds, faster than people"
	    " type." KEPT_BACK, SCREEN },
	{ "many_browsers", "Robot? Many browsers",
	    "The same e-mail address came from more browsers within a day"
	    " than a person uses." KEPT_BACK, SCREEN },
	{ "suspect", "Erased: a suspect",
	    "It looked like a robot's, and nobody released it within {days}"
	    " days:"
	    " what it said of a person was erased.", NULL },
};

/* Of a newsletter or webhook; else as above. */
static const struct reason_words posted_reasons[] = {
	{ "no_opt_in", "Did not ask for it",
	    "The visitor did not ask for the newsletter in the form.", NULL },
	{ "no_address", "No e-mail address",
	    "There is no e-mail address to sign up.", NULL },
	{ "consent", "Not sent: consent",
	    "The visitor refused to be tracked, and the form has no box that"
	    " asks for the newsletter.", NULL },
	{ "target_off", "Not sent: off",
	    "The project did not use it any more when it was to be sent.",
	    "leadpixel lead requeue {again}" },
	{ "flood", "To be looked at",
	    "More leads came from this network or person than people send.",
	    "leadpixel lead requeue {again}\nleadpixel lead spam {lead}" },
};

/* By the name of the event that a call ended with. */
static const struct {
	enum job_event event;
	const char *text;
} classes[] = {
	{ EVENT_NOT_SENT, "{target} could not be reached" },
	{ EVENT_SERVER, "{target} had an error of its own" },
	{ EVENT_GARBLED, "{target} answered what made no sense" },
	{ EVENT_UNSURE, "{target} took it, but no answer came" },
	{ EVENT_THROTTLED, "{target} asked to slow down" },
	{ EVENT_BUDGET, "{target} had given all calls of the day" },
	{ EVENT_AUTH, "{target} refused the token" },
	{ EVENT_CONFIG, "{target} refused how we asked" },
	{ EVENT_BLOCKED, "{target} blocked this server" },
	{ EVENT_REFUSED, "{target} refused the values" },
	{ EVENT_GONE, "the person was deleted in {target}" },
	{ EVENT_ORPHANED, "the run was ended while sending" },
};

static const struct {
	const char *operation, *text;
} operations[] = {
	{ "search", "looked for the address" },
	{ "search_broad", "looked more broadly" },
	{ "search_phone", "looked for the number" },
	{ "search_name", "looked for the name" },
	{ "get", "read the person" },
	{ "patch", "wrote the values" },
	{ "undo", "took the values back" },
	{ "post", "sent the lead" },
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool
is_posted(const struct wording *job)
{
	return job->target != NULL && strcmp(job->target, "pipedrive") != 0;
}

static const struct state_words *
find_state(const struct wording *job)
{
	static const struct state_words none = { .brief = "-",
		.whole = "-" };
	enum job_state found;

	if (job->state == NULL || !job_state_find(job->state, &found))
		return &none;
	return is_posted(job) && posted[found].brief != NULL
	    ? &posted[found] : &states[found];
}

static const struct reason_words *
find_among(const struct reason_words *all, size_t count, const char *reason)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(all[i].reason, reason) == 0)
			return &all[i];
	return NULL;
}

/* NULL for none, and for one that only its state explains. */
static const struct reason_words *
find_reason(const struct wording *job)
{
	const struct reason_words *found = NULL;

	if (job->reason == NULL)
		return NULL;
	if (is_posted(job))
		found = find_among(posted_reasons, COUNT(posted_reasons),
		    job->reason);
	return found != NULL ? found : find_among(reasons, COUNT(reasons),
	    job->reason);
}

/* "the newsletter": it stands within a sentence. */
static void
add_target(const struct wording *job, struct str *out)
{
	const char *const words = wording_target(job->target);

	str_add(out, str_starts(words, "The ") ? "the " : "");
	str_add(out, words + (str_starts(words, "The ") ? 4 : 0));
}

static void
fill_one(const struct wording *job, const char *name, size_t size,
    struct str *out)
{
	if (strncmp(name, "when", size) == 0)
		str_add(out, job->is_due ? "with the next run" : job->when);
	else if (strncmp(name, "at", size) == 0)
		/* with a day before it there is a blank */
		str_addf(out, "%s %s", strchr(job->when, ' ') == NULL ? "at"
		    : "on", job->when);
	else if (strncmp(name, "person", size) == 0)
		str_add_int(out, job->person_id);
	else if (strncmp(name, "lead", size) == 0)
		str_add_int(out, job->lead_id);
	else if (strncmp(name, "again", size) == 0) {
		str_add_int(out, job->lead_id);
		if (is_posted(job))
			str_addf(out, " --target %s", job->target);
	} else if (strncmp(name, "days", size) == 0)
		str_add_int(out, SUSPECT_DAYS);
	else if (strncmp(name, "project", size) == 0)
		str_addf(out, "\"%s\"", job->project);
	else
		add_target(job, out);
}

static void
fill(const struct wording *job, const char *text, struct str *out)
{
	while (text != NULL && *text != '\0') {
		const size_t plain = strcspn(text, "{");
		str_add_bytes(out, text, plain);
		text += plain;
		if (*text == '\0')
			return;
		const size_t name = strcspn(++text, "}");
		fill_one(job, text, name, out);
		text += name + 1;
	}
}

void
wording_brief(const struct wording *job, struct str *out)
{
	const struct state_words *const state = find_state(job);
	const struct reason_words *const reason = find_reason(job);

	if (job->is_due && state->due != NULL)
		fill(job, state->due, out);
	else
		fill(job, reason != NULL ? reason->brief : state->brief, out);
}

void
wording_state(const struct wording *job, struct str *out)
{
	const struct state_words *const state = find_state(job);
	const struct reason_words *const reason = find_reason(job);

	/* of a suspect the reason is but a guess */
	if (reason != NULL && state != &states[JOB_SUSPECT])
		fill(job, reason->brief, out);
	else if (job->state != NULL && strcmp(job->state, "synced") == 0 &&
	    job->person_id == 0)
		fill(job, "Sent {at}", out);
	else
		fill(job, state->whole, out);
}

/* The last outcome explains what still waits or was given up. */
static bool
is_explained_by_class(const struct wording *job)
{
	return job->state != NULL && (strcmp(job->state, "retry") == 0 ||
	    strcmp(job->state, "failed") == 0 ||
	    strcmp(job->state, "ready") == 0 ||
	    strcmp(job->state, "unsure") == 0);
}

/* What rested long enough waits for the next run, as what is ready does. */
static const char *
find_why(const struct wording *job)
{
	const struct reason_words *const reason = find_reason(job);
	const struct state_words *const state = find_state(job);

	if (reason != NULL)
		return reason->why;
	return job->is_due && state == &states[JOB_HELD]
	    ? states[JOB_READY].why : state->why;
}

void
wording_why(const struct wording *job, struct str *out)
{
	const size_t before = out->size;

	for (size_t i = 0; job->last_class != NULL && i < COUNT(classes) &&
	    is_explained_by_class(job); i++)
		if (strcmp(job_event_name(classes[i].event),
		    job->last_class) == 0) {
			str_add(out, "The last time, ");
			fill(job, classes[i].text, out);
			str_add(out, ".");
		}
	const char *const why = find_why(job);
	if (why != NULL && out->size > before)
		str_add(out, "  ");
	fill(job, why, out);
}

void
wording_next(const struct wording *job, struct str *out)
{
	const struct reason_words *const reason = find_reason(job);

	fill(job, reason != NULL ? reason->next
	    : find_state(job)->next, out);
}

const char *
wording_operation(const char *operation)
{
	for (size_t i = 0; i < COUNT(operations); i++)
		if (strcmp(operations[i].operation, operation) == 0)
			return operations[i].text;
	return operation;
}

const char *
wording_target(const char *target)
{
	return target == NULL ? "The receiver"
	    : strcmp(target, "pipedrive") == 0 ? "Pipedrive"
	    : strcmp(target, "newsletter") == 0 ? "The newsletter"
	    : strcmp(target, "webhook") == 0 ? "The webhook" : target;
}
