#include "check.h"
#include "hit.h"
#include "ruling.h"

/* What came, of whom, and what becomes of it. */
static const struct {
	const char *name;
	struct circumstances about;
	int consent;
	bool lead, test, webdriver;
	const char *verdict;
	bool write, identify;
	const char *suspect;
} cases[] = {
#define PLAIN .host_allowed = true
	{ "a page view", { PLAIN }, -1, 0, 0, 0, "stored", 1, 1, NULL },
	{ "consent refused", { PLAIN }, 0, 0, 0, 0, "counted_only", 0, 0,
	    NULL },
	{ "consent given", { PLAIN, .privacy = PRIVACY_CONSENT }, 1, 0, 0, 0,
	    "stored", 1, 1, NULL },
	{ "consent not told", { PLAIN, .privacy = PRIVACY_CONSENT }, -1, 0, 0,
	    0, "counted_only", 0, 0, NULL },
	{ "anonymous", { PLAIN, .privacy = PRIVACY_ANONYMOUS }, 1, 0, 0, 0,
	    "counted_only", 0, 0, NULL },
	{ "GPC", { PLAIN, .gpc = true }, 1, 0, 0, 0, "counted_only", 0, 0,
	    NULL },
	{ "a lead", { PLAIN }, -1, 1, 0, 0, "stored", 1, 1, NULL },
	{ "a lead without consent", { PLAIN, .privacy = PRIVACY_CONSENT }, -1,
	    1, 0, 0, "stored", 1, 0, NULL },
	{ "a lead with GPC", { PLAIN, .gpc = true }, 1, 1, 0, 0, "stored", 1,
	    0, NULL },
	{ "a lead in an anonymous project", { PLAIN,
	    .privacy = PRIVACY_ANONYMOUS }, 1, 1, 0, 0, "stored", 1, 0, NULL },
	{ "a robot", { PLAIN, .agent = AGENT_BOT }, -1, 0, 0, 0, "bot", 0, 0,
	    NULL },
	{ "no agent", { PLAIN, .agent = AGENT_SILENT }, -1, 0, 0, 0, "bot", 0,
	    0, NULL },
	{ "webdriver", { PLAIN }, -1, 0, 0, 1, "bot", 0, 0, NULL },
	{ "a robot without consent", { PLAIN, .agent = AGENT_BOT,
	    .privacy = PRIVACY_CONSENT }, -1, 0, 0, 0, "bot", 0, 0, NULL },
	{ "a robot's lead", { PLAIN, .agent = AGENT_BOT }, -1, 1, 0, 0,
	    "suspect", 1, 1, "bot_agent" },
	{ "a lead without agent", { PLAIN, .agent = AGENT_SILENT }, -1, 1, 0,
	    0, "suspect", 1, 1, "no_agent" },
	{ "a driven browser's lead", { PLAIN }, -1, 1, 0, 1, "suspect", 1, 1,
	    "webdriver" },
	{ "a test view", { PLAIN }, -1, 0, 1, 0, "test", 0, 1, NULL },
	{ "a test lead", { PLAIN }, -1, 1, 1, 0, "test", 1, 1, NULL },
	{ "a robot's test lead", { PLAIN, .agent = AGENT_BOT }, -1, 1, 1, 0,
	    "test", 1, 1, NULL },
	{ "a form switched off", { PLAIN, .treated = TREATED_EVENT }, -1, 1,
	    0, 0, "stored", 1, 1, NULL },
	{ "an image", { PLAIN, .image = true }, -1, 0, 0, 0, "stored", 1, 1,
	    NULL },
	{ "an image elsewhere", { .image = true }, -1, 0, 0, 0, "suspect", 0,
	    0, NULL },
};

/* What the owner is told of a robot's page view. */
static void
check_details(void)
{
	static const struct {
		enum agent_tells agent;
		bool webdriver;
		const char *detail;
	} robots[] = {
		{ AGENT_BOT, false, NULL }, { AGENT_BOT, true, NULL },
		{ AGENT_SILENT, false, "no user agent" },
		{ AGENT_PERSON, true, "a browser that a program drives" },
	};

	for (size_t i = 0; i < sizeof(robots) / sizeof(robots[0]); i++) {
		struct hit hit = { .consent = -1, .form.filled_ms = -1,
			.webdriver = robots[i].webdriver };
		struct circumstances about = { .agent = robots[i].agent };

		CHECK_CASE(robots[i].detail);
		CHECK_TEXT(ruling_of(&hit, &about).detail,
		    robots[i].detail);
	}
}

int
main(void)
{
	check_details();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct hit hit = { .consent = cases[i].consent,
			.has_form = cases[i].lead, .test = cases[i].test,
			.webdriver = cases[i].webdriver,
			.form.filled_ms = -1,
			.contact.email = cases[i].lead ? "a@b.example"
			    : NULL };
		struct ruling got = ruling_of(&hit, &cases[i].about);

		CHECK_CASE(cases[i].name);
		CHECK_TEXT(verdict_name(got.verdict), cases[i].verdict);
		CHECK_INT(got.write, cases[i].write);
		CHECK_INT(got.identify, cases[i].identify);
		CHECK_TEXT(got.suspect, cases[i].suspect);
		CHECK_INT(got.lead, got.write && cases[i].lead &&
		    cases[i].about.treated != TREATED_EVENT);
	}
	return check_failed();
}
