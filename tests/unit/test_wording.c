#include "wording.h"

#include "check.h"
#include "job.h"
#include "str.h"

#define KEPT "Kept back: perhaps a robot"
#define ERASED "  It is kept back, and erased after 30 days unless somebody" \
	" releases it."
#define SCREEN "leadpixel lead release 7\nleadpixel lead spam 7"

/* A job, and the words for a list, a page, why, and what to do. */
static const struct {
	struct wording job;
	const char *brief, *state, *why, *next;
} cases[] = {
	{ { .state = "held" }, "Waiting, sends 10:14",
	    "Waiting, sends 10:14", "It rests a few minutes, so that a"
	    " correction of the form or the next page still counts.", "" },
	{ { .state = "held", .is_due = true }, "Sends with next run",
	    "Waiting, sends with the next run", "It waits for"
	    " leadpixel-sync.", "" },
	{ { .state = "synced", .person_id = 3, .last_class = "synced" },
	    "Written 10:14", "Written to person 3 at 10:14", "", "" },
	{ { .state = "synced", .person_id = 3, .when = "27 Nov 10:14" },
	    "Written 27 Nov 10:14", "Written to person 3 on 27 Nov 10:14",
	    "", "" },
	{ { .state = "retry", .last_class = "not_sent" },
	    "Tries again 10:14", "Not written yet, tries again 10:14",
	    "The last time, Pipedrive could not be reached.",
	    "leadpixel lead requeue 7" },
	{ { .state = "failed", .reason = "gave_up", .last_class = "refused" },
	    "Failed 10:14", "Failed 10:14", "The last time, Pipedrive"
	    " refused the values.  It was tried for days and given up.",
	    "leadpixel lead requeue 7" },
	{ { .state = "failed", .last_class = "refused" }, "Failed 10:14",
	    "Failed, given up at 10:14", "The last time, Pipedrive refused"
	    " the values.", "leadpixel lead requeue 7" },
	{ { .state = "skipped", .reason = "crm_off" }, "Not sent: CRM off",
	    "Not sent: CRM off", "The project did not use Pipedrive when the"
	    " lead came.", "leadpixel crm on \"Demo\" --account NAME\n"
	    "leadpixel lead requeue 7" },
	{ { .state = "skipped", .reason = "new" }, "Not sent", "Not sent", "",
	    "" },
	{ { .state = "review" }, "Choose the person", "Choose the person",
	    "Nobody is certain enough to write to without you.",
	    "leadpixel lead resolve 7 --person NUMBER\nleadpixel"
	    " lead resolve 7 --none\nleadpixel lead spam 7" },
	{ { .state = "review", .reason = "flood" }, "Choose: a flood",
	    "Choose: a flood", "More leads came from this network or person"
	    " than people send.", "leadpixel lead requeue 7\n"
	    "leadpixel lead spam 7" },
	{ { .state = "suspect" }, "Perhaps a robot", KEPT, "It was filled in"
	    " by what looks like a program." ERASED, SCREEN },
	{ { .state = "suspect", .reason = "bot_agent" }, "A robot, it says",
	    KEPT, "The browser's own words are those of a robot." ERASED,
	    SCREEN },
	{ { .state = "suspect", .reason = "no_agent" }, "Robot? No browser",
	    KEPT, "It came without the words by which each browser says what"
	    " it is." ERASED, SCREEN },
	{ { .state = "suspect", .reason = "webdriver" }, "Robot? Steered",
	    KEPT, "The browser was steered by a program." ERASED, SCREEN },
	{ { .state = "suspect", .reason = "honeypot" },
	    "Robot? Hidden field", KEPT, "A field was filled in that people"
	    " do not see." ERASED, SCREEN },
	{ { .state = "suspect", .reason = "filled_fast" },
	    "Robot? Filled fast", KEPT, "The form was filled in within two"
	    " seconds, faster than people type." ERASED, SCREEN },
	{ { .state = "suspect", .reason = "many_browsers" },
	    "Robot? Many browsers", KEPT, "The same e-mail address came from"
	    " more browsers within a day than a person uses." ERASED,
	    SCREEN },
	{ { .state = "skipped", .reason = "spam" }, "Not sent: spam",
	    "Not sent: spam", "Somebody said that it is spam.",
	    "leadpixel lead requeue 7" },
	{ { .state = "erased", .reason = "suspect" }, "Erased: a suspect",
	    "Erased: a suspect", "It looked like a robot's, and nobody"
	    " released it within 30 days: what it said of a person was"
	    " erased.", "" },
	/* of others than the CRM */
	{ { .target = "newsletter", .state = "held" }, "Waiting, sends 10:14",
	    "Waiting, sends 10:14", "It rests a few minutes, so that a"
	    " correction of the form or the next page still counts.", "" },
	{ { .target = "newsletter", .state = "synced",
	    .last_class = "synced" }, "Sent 10:14", "Sent at 10:14", "", "" },
	{ { .target = "newsletter", .state = "skipped",
	    .reason = "no_opt_in" }, "Did not ask for it",
	    "Did not ask for it", "The visitor did not ask for the newsletter"
	    " in the form.", "" },
	{ { .target = "newsletter", .state = "skipped",
	    .reason = "target_off" }, "Not sent: off", "Not sent: off",
	    "The project did not use it any more when it was to be sent.",
	    "leadpixel lead requeue 7 --target newsletter" },
	{ { .target = "webhook", .state = "retry",
	    .last_class = "not_sent" }, "Tries again 10:14",
	    "Not sent yet, tries again 10:14", "The last time, the webhook"
	    " could not be reached.",
	    "leadpixel lead requeue 7 --target webhook" },
	{ { .target = "webhook", .state = "unsure", .last_class = "unsure" },
	    "Sends again 10:14", "Sent without an answer, sends again 10:14",
	    "The last time, the webhook took it, but no answer came.  It goes"
	    " out again under the same key, by which the other side can tell"
	    " that it has it already.", "" },
	{ { .target = "webhook", .state = "failed",
	    .last_class = "refused" }, "Failed 10:14",
	    "Failed, given up at 10:14", "The last time, the webhook refused"
	    " the values.", "leadpixel lead requeue 7 --target webhook" },
	{ { .state = "lost" }, "-", "-", "", "" },
	{ { .state = NULL }, "-", "-", "", "" },
};

static void
test_cases(void)
{
	char room[512];
	struct str text;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct wording job = cases[i].job;
		if (job.target == NULL)
			job.target = "pipedrive";
		if (job.when == NULL)
			job.when = "10:14";
		job.lead_id = 7;
		job.project = "Demo";
		CHECK_CASE(cases[i].brief);
		CHECK(strlen(cases[i].brief) <= 20);
		str_init(&text, room, sizeof(room));
		wording_brief(&job, &text);
		CHECK_TEXT(room, cases[i].brief);
		str_init(&text, room, sizeof(room));
		wording_state(&job, &text);
		CHECK_TEXT(room, cases[i].state);
		str_init(&text, room, sizeof(room));
		wording_why(&job, &text);
		CHECK_TEXT(room, cases[i].why);
		str_init(&text, room, sizeof(room));
		wording_next(&job, &text);
		CHECK_TEXT(room, cases[i].next);
	}
	CHECK_CASE(NULL);
}

/* No state is without words, and each fits its column. */
static void
test_every_state(void)
{
	char room[512];
	struct str text;

	for (int i = 0; i < JOB_STATES; i++)
		for (int due = 0; due < 2; due++) {
			if (due == 1 && job_is_final((enum job_state)i))
				continue;
			const struct wording job = { .target = "pipedrive",
				.state = job_state_name((enum job_state)i),
				.when = "22 Nov", .is_due = due == 1 };
			CHECK_CASE(job.state);
			str_init(&text, room, sizeof(room));
			wording_brief(&job, &text);
			CHECK(text.size > 1 && text.size <= 21);
		}
	CHECK_CASE(NULL);
}

int
main(void)
{
	test_cases();
	test_every_state();
	return check_failed();
}
