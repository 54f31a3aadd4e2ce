/* Reference pipedrive 8 and 9, line by line. */
#include "check.h"
#include "outcome.h"

#define GOOD .is_json = true, .success = true
#define JSON .is_json = true

static const struct {
	const char *name;
	struct outcome_call call;
	enum job_event reads, writes;	/* of GET of a person, of PATCH */
	enum job_event searches;
} cases[] = {
	{ "200", { .status = 200, GOOD }, EVENT_OK, EVENT_OK, EVENT_OK },
	{ "201", { .status = 201, GOOD }, EVENT_OK, EVENT_OK, EVENT_OK },
	{ "204", { .status = 204 }, EVENT_GARBLED, EVENT_OK, EVENT_GARBLED },
	{ "200, no success", { .status = 200, JSON }, EVENT_GARBLED,
	    EVENT_UNSURE, EVENT_GARBLED },
	{ "200, HTML", { .status = 200 }, EVENT_GARBLED, EVENT_UNSURE,
	    EVENT_GARBLED },
	{ "200, half", { .status = 200, .reach = REACH_CUT }, EVENT_GARBLED,
	    EVENT_UNSURE, EVENT_GARBLED },
	{ "200, too big", { .status = 200, .reach = REACH_TOO_BIG },
	    EVENT_GARBLED, EVENT_UNSURE, EVENT_GARBLED },
	{ "no answer", { .reach = REACH_CUT }, EVENT_GARBLED, EVENT_UNSURE,
	    EVENT_GARBLED },
	{ "not sent", { .reach = REACH_NOT_SENT }, EVENT_NOT_SENT,
	    EVENT_NOT_SENT, EVENT_NOT_SENT },
	{ "certificate", { .reach = REACH_WRONG }, EVENT_CONFIG,
	    EVENT_CONFIG, EVENT_CONFIG },
	{ "302", { .status = 302 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "400", { .status = 400, JSON }, EVENT_REFUSED, EVENT_REFUSED,
	    EVENT_REFUSED },
	{ "401", { .status = 401, JSON }, EVENT_AUTH, EVENT_AUTH,
	    EVENT_AUTH },
	{ "401, half", { .status = 401, .reach = REACH_CUT }, EVENT_AUTH,
	    EVENT_AUTH, EVENT_AUTH },
	{ "402", { .status = 402, JSON }, EVENT_AUTH, EVENT_AUTH,
	    EVENT_AUTH },
	{ "403", { .status = 403, JSON }, EVENT_REFUSED, EVENT_REFUSED,
	    EVENT_CONFIG },
	{ "403, HTML", { .status = 403 }, EVENT_BLOCKED, EVENT_BLOCKED,
	    EVENT_BLOCKED },
	{ "404", { .status = 404, JSON }, EVENT_GONE, EVENT_GONE,
	    EVENT_CONFIG },
	/* a gateway's page speaks of the address, not of a person */
	{ "404, HTML", { .status = 404 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "405", { .status = 405 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "408", { .status = 408 }, EVENT_SERVER, EVENT_UNSURE,
	    EVENT_SERVER },
	{ "409", { .status = 409, JSON }, EVENT_REFUSED, EVENT_REFUSED,
	    EVENT_REFUSED },
	{ "410", { .status = 410 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "413", { .status = 413 }, EVENT_REFUSED, EVENT_REFUSED,
	    EVENT_REFUSED },
	{ "415", { .status = 415 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "422", { .status = 422 }, EVENT_REFUSED, EVENT_REFUSED,
	    EVENT_REFUSED },
	{ "425", { .status = 425 }, EVENT_SERVER, EVENT_UNSURE,
	    EVENT_SERVER },
	{ "429", { .status = 429, JSON }, EVENT_THROTTLED, EVENT_THROTTLED,
	    EVENT_THROTTLED },
	{ "429, day spent", { .status = 429, .day_is_spent = true },
	    EVENT_BUDGET, EVENT_BUDGET, EVENT_BUDGET },
	{ "200, day spent", { .status = 200, GOOD, .day_is_spent = true },
	    EVENT_OK, EVENT_OK, EVENT_OK },
	{ "500", { .status = 500, JSON }, EVENT_SERVER, EVENT_UNSURE,
	    EVENT_SERVER },
	{ "501", { .status = 501 }, EVENT_CONFIG, EVENT_CONFIG,
	    EVENT_CONFIG },
	{ "503", { .status = 503 }, EVENT_SERVER, EVENT_UNSURE,
	    EVENT_SERVER },
	{ "520", { .status = 520 }, EVENT_SERVER, EVENT_UNSURE,
	    EVENT_SERVER },
	{ "100", { .status = 100 }, EVENT_GARBLED, EVENT_UNSURE,
	    EVENT_GARBLED },
	{ "206", { .status = 206, GOOD }, EVENT_GARBLED, EVENT_UNSURE,
	    EVENT_GARBLED },
	{ "999", { .status = 999, GOOD }, EVENT_GARBLED, EVENT_UNSURE,
	    EVENT_GARBLED },
};

/* Of a POST to a newsletter or webhook. */
static const struct {
	const char *name;
	enum reach reach;
	int status;
	enum job_event event;
} posts[] = {
	{ "200", REACH_ANSWERED, 200, EVENT_OK },
	{ "202", REACH_ANSWERED, 202, EVENT_OK },
	{ "204", REACH_ANSWERED, 204, EVENT_OK },
	{ "299", REACH_ANSWERED, 299, EVENT_OK },
	{ "200, its body too large", REACH_TOO_BIG, 200, EVENT_OK },
	{ "200, its body cut", REACH_CUT, 200, EVENT_OK },
	{ "no answer", REACH_CUT, 0, EVENT_UNSURE },
	{ "100 and no more", REACH_CUT, 100, EVENT_UNSURE },
	{ "nothing sent", REACH_NOT_SENT, 0, EVENT_NOT_SENT },
	{ "certificate", REACH_WRONG, 0, EVENT_CONFIG },
	{ "301", REACH_ANSWERED, 301, EVENT_CONFIG },
	{ "307", REACH_ANSWERED, 307, EVENT_CONFIG },
	{ "400", REACH_ANSWERED, 400, EVENT_REFUSED },
	{ "401", REACH_ANSWERED, 401, EVENT_AUTH },
	{ "402", REACH_ANSWERED, 402, EVENT_AUTH },
	{ "403", REACH_ANSWERED, 403, EVENT_AUTH },
	{ "404", REACH_ANSWERED, 404, EVENT_CONFIG },
	{ "405", REACH_ANSWERED, 405, EVENT_CONFIG },
	{ "408", REACH_ANSWERED, 408, EVENT_UNSURE },
	{ "409", REACH_ANSWERED, 409, EVENT_REFUSED },
	{ "410", REACH_ANSWERED, 410, EVENT_CONFIG },
	{ "413", REACH_ANSWERED, 413, EVENT_REFUSED },
	{ "415", REACH_ANSWERED, 415, EVENT_CONFIG },
	{ "422", REACH_ANSWERED, 422, EVENT_REFUSED },
	{ "425", REACH_ANSWERED, 425, EVENT_UNSURE },
	{ "429", REACH_ANSWERED, 429, EVENT_THROTTLED },
	{ "429, its body cut", REACH_CUT, 429, EVENT_THROTTLED },
	{ "500", REACH_ANSWERED, 500, EVENT_UNSURE },
	{ "501", REACH_ANSWERED, 501, EVENT_CONFIG },
	{ "503", REACH_ANSWERED, 503, EVENT_UNSURE },
	{ "599", REACH_ANSWERED, 599, EVENT_UNSURE },
	{ "999", REACH_ANSWERED, 999, EVENT_UNSURE },
};

static void
test_posts(void)
{
	for (size_t i = 0; i < sizeof(posts) / sizeof(posts[0]); i++) {
		CHECK_CASE(posts[i].name);
		CHECK_TEXT(job_event_name(outcome_of_post(posts[i].reach,
		    posts[i].status)), job_event_name(posts[i].event));
	}
	CHECK_CASE(NULL);
}

int
main(void)
{
	test_posts();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct outcome_call call = cases[i].call;

		CHECK_CASE(cases[i].name);
		CHECK_TEXT(job_event_name(outcome_of(&call)),
		    job_event_name(cases[i].searches));
		call.on_person = true;
		CHECK_TEXT(job_event_name(outcome_of(&call)),
		    job_event_name(cases[i].reads));
		call.writes = true;
		CHECK_TEXT(job_event_name(outcome_of(&call)),
		    job_event_name(cases[i].writes));
	}
	return check_failed();
}
