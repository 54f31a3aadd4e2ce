#include "check.h"
#include "wire.h"

/* Whom a call may reach is looked at by the address, not by the name; port 9
   of this machine is closed, so a call that may be made is not sent. */
static const struct {
	const char *url;
	enum wire_reach within;
	enum reach want;
} cases[] = {
	{ "https://localhost:9/", WIRE_ANYWHERE, REACH_NOT_SENT },
	{ "https://localhost:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "https://a.localhost:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "https://127.0.0.1:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "https://2130706433:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "https://[::1]:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "https://[::ffff:127.0.0.1]:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "http://127.0.0.1:9/", WIRE_OUTSIDE, REACH_WRONG },
	{ "http://127.0.0.1:9/", WIRE_LOOPBACK, REACH_NOT_SENT },
	{ "https://127.0.0.2:9/", WIRE_LOOPBACK, REACH_WRONG },
	{ "https://10.255.255.1:9/", WIRE_LOOPBACK, REACH_WRONG },
	{ "https://[::1]:9/", WIRE_LOOPBACK, REACH_WRONG },
	{ "http://localhost:9/", WIRE_ANYWHERE, REACH_WRONG },
	{ "ftp://127.0.0.1:9/", WIRE_ANYWHERE, REACH_WRONG },
};

int
main(void)
{
	struct wire *const wire = wire_open("");

	CHECK(wire != NULL);
	for (size_t i = 0; wire != NULL &&
	    i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct wire_request request = { .method = "POST",
			.url = cases[i].url, .body = "{}",
			.within = cases[i].within };
		struct wire_answer answer;

		CHECK_CASE(cases[i].url);
		wire_call(wire, &request, &answer);
		CHECK_INT(answer.reach, cases[i].want);
		CHECK_INT(answer.status, 0);
	}
	wire_close(wire);
	return check_failed();
}
