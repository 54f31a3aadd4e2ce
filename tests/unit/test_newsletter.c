#include "newsletter.h"

#include "arena.h"
#include "check.h"
#include "form.h"
#include "json.h"
#include "signup.h"
#include "str.h"

static char memory[512 * 1024];

static const struct {
	const char *text;
	bool good;
	enum newsletter_kind kind;
	const char *field;
} policies[] = {
	{ "off", true, NEWSLETTER_OFF, NULL },
	{ "all_forms", true, NEWSLETTER_ALL, NULL },
	{ "opt_in:newsletter", true, NEWSLETTER_OPT_IN, "newsletter" },
	{ "opt_in:Send me news", true, NEWSLETTER_OPT_IN, "Send me news" },
	{ "opt_in:", false, NEWSLETTER_OFF, NULL },
	{ "opt_in", false, NEWSLETTER_OFF, NULL },
	{ "OFF", false, NEWSLETTER_OFF, NULL },
	{ "all", false, NEWSLETTER_OFF, NULL },
	{ "", false, NEWSLETTER_OFF, NULL },
};

static void
test_policies(void)
{
	for (size_t i = 0; i < sizeof(policies) / sizeof(policies[0]); i++) {
		struct newsletter_policy policy;

		CHECK_CASE(policies[i].text);
		CHECK_INT(newsletter_policy_read(policies[i].text, &policy),
		    policies[i].good);
		CHECK_INT(policy.kind, policies[i].kind);
		CHECK_TEXT(policy.field, policies[i].field);
	}
	CHECK_CASE(NULL);
}

/* Form data as it arrives, and whether "Newsletter opt-in" was wanted. */
static const struct {
	const char *data;
	bool wanted;
} forms[] = {
	{ "{\"newsletter_opt_in\":\"on\"}", true },
	{ "{\"newsletterOptIn\":\"1\"}", true },
	{ "{\"Newsletter-Opt-In\":true}", true },
	{ "{\"newsletter[opt_in]\":\"yes please\"}", true },
	{ "[{\"name\":\"f7\",\"label\":\"Newsletter opt-in:\","
	    "\"value\":\"Yes\"}]", true },
	{ "{\"newsletter_opt_in\":\"weekly\"}", true },
	{ "{\"newsletter_opt_in\":\"Notify me\"}", true },
	{ "{\"newsletter_opt_in\":\"\"}", false },
	{ "{\"newsletter_opt_in\":\" \"}", false },
	{ "{\"newsletter_opt_in\":false}", false },
	{ "{\"newsletter_opt_in\":0}", false },
	{ "{\"newsletter_opt_in\":\"0\"}", false },
	{ "{\"newsletter_opt_in\":\"No\"}", false },
	{ "{\"newsletter_opt_in\":\"OFF\"}", false },
	{ "{\"newsletter_opt_in\":\" FALSE \"}", false },
	{ "{\"newsletter_opt_in\":\"No, thanks\"}", false },
	{ "{\"newsletter_opt_in\":\"nein danke\"}", false },
	{ "{\"newsletter_opt_in\":\"no.\"}", false },
	{ "{\"newsletter\":\"on\"}", false },
	{ "{\"opt_in\":\"on\"}", false },
	{ "{\"no_newsletter_opt_in\":\"on\"}", false },
	{ "{\"email\":\"jo@shop.example\"}", false },
	{ "{}", false },
};

static void
test_forms(void)
{
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		const char *const data = forms[i].data;
		const struct json *tree;
		struct arena arena;
		struct form form = { 0 };

		CHECK_CASE(data);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_INT(json_parse(&arena, data, strlen(data), 64, &tree),
		    JSON_OK);
		form_read(&arena, tree, &form);
		CHECK_INT(newsletter_opted_in(&form, "Newsletter opt-in"),
		    forms[i].wanted);
	}
	CHECK_CASE(NULL);
}

#define PERSON "\"person\":{\"email\":\"jo@shop.example\"," \
	"\"first_name\":\"Jo\"}"
#define SAYS(date) "{\"email\":\"jo@shop.example\",\"first_name\":\"Jo\"," \
	"\"wedding_date\":\"" date "\"}"

/* Records, and what is sent on 28 November 2026, day 20785. */
static const struct {
	const char *record, *want;
} bodies[] = {
	{ "{" PERSON ",\"fields\":[]}", SAYS("2027-11-28") },
	{ "{" PERSON "}", SAYS("2027-11-28") },
	{ "{\"person\":{\"email\":\"jo@shop.example\"}}",
	    "{\"email\":\"jo@shop.example\",\"first_name\":\"Guest\","
	    "\"wedding_date\":\"2027-11-28\"}" },
	{ "{" PERSON ",\"fields\":[{\"name\":\"wedding_date\","
	    "\"value\":\"05/01/2027\"}]}", SAYS("2027-05-01") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"f2\","
	    "\"label\":\"Wedding date *\",\"value\":\"2027-05-01\"}]}",
	    SAYS("2027-05-01") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"date\","
	    "\"value\":\"2027-06-01\"},{\"name\":\"weddingDate\","
	    "\"value\":\"2027-05-01\"}]}", SAYS("2027-05-01") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"date\","
	    "\"value\":\"2027-06-01\"}]}", SAYS("2027-06-01") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"date\","
	    "\"value\":\"2026-11-28\"}]}", SAYS("2026-11-28") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"date\","
	    "\"value\":\"2026-11-27\"}]}", SAYS("2027-11-28") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"date\","
	    "\"value\":\"31/12/2027\"}]}", SAYS("2027-11-28") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"wedding_date\","
	    "\"value\":\"soon\"},{\"name\":\"date\","
	    "\"value\":\"2027-06-01\"}]}", SAYS("2027-11-28") },
	{ "{" PERSON ",\"fields\":[{\"name\":\"birth_date\","
	    "\"value\":\"2027-06-01\"}]}", SAYS("2027-11-28") },
};

static void
test_bodies(void)
{
	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		const char *const record = bodies[i].record;
		const struct json *tree;
		struct arena arena;
		char room[256];
		struct str out;

		CHECK_CASE(record);
		arena_init(&arena, memory, sizeof(memory));
		CHECK_INT(json_parse(&arena, record, strlen(record), 64,
		    &tree), JSON_OK);
		str_init(&out, room, sizeof(room));
		newsletter_print(tree, "wedding_date event_date date", 20785,
		    &out);
		CHECK_TEXT(room, bodies[i].want);
	}
	CHECK_CASE(NULL);
}

/* Pages' addresses, and whom they sign up by "newsletter"; NULL = nobody. */
static const struct {
	const char *url, *email, *first;
} pages[] = {
	{ "https://shop.example/?newsletter=1&email=Jo%40Shop.Example",
	    "jo@shop.example", NULL },
	{ "https://shop.example/?email=jo@shop.example&newsletter=yes"
	    "&first_name=Jo", "jo@shop.example", "Jo" },
	{ "https://shop.example/?e-mail=jo@shop.example&newsletter=true"
	    "&name=Jo+Ann+Doe", "jo@shop.example", "Jo" },
	{ .url = "https://shop.example/?newsletter=0&email=jo@shop.example" },
	{ .url = "https://shop.example/?newsletter=no&email=jo@shop.example" },
	{ .url = "https://shop.example/?newsletter=False"
	    "&email=jo@shop.example" },
	{ .url = "https://shop.example/?newsletter=&email=jo@shop.example" },
	{ .url = "https://shop.example/?newsletter&email=jo@shop.example" },
	{ .url = "https://shop.example/?Newsletter=1&email=jo@shop.example" },
	{ .url = "https://shop.example/?email=jo@shop.example" },
	{ .url = "https://shop.example/?newsletter=1" },
	{ .url = "https://shop.example/?newsletter=1&email=jo" },
	{ .url = "https://shop.example/newsletter=1&email=jo@shop.example" },
	{ .url = "https://shop.example/" },
};

static void
test_pages(void)
{
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct arena arena;
		struct signup signup;

		CHECK_CASE(pages[i].url);
		arena_init(&arena, memory, sizeof(memory));
		const bool got = signup_read(&arena, "newsletter",
		    pages[i].url, &signup);
		CHECK_INT(got, pages[i].email != NULL);
		CHECK(!signup_read(&arena, "", pages[i].url, &signup));
		if (!got)
			continue;
		CHECK_TEXT(signup.contact.email, pages[i].email);
		CHECK_TEXT(signup.contact.first_name, pages[i].first);
	}
	CHECK_CASE(NULL);
}

int
main(void)
{
	test_policies();
	test_forms();
	test_bodies();
	test_pages();
	return check_failed();
}
