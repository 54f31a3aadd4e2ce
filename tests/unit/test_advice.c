#include "advice.h"
#include "check.h"
#include "str.h"

/* What was counted, and how the sentences begin; NULL ends them. */
static const struct {
	const char *name;
	struct advice_counts counts;
	const char *said[4];
} cases[] = {
	{ "nothing", { 0 }, { "No event came in 48 hours" } },
	{ "a few untagged visits say nothing", { .events = 19 }, { NULL } },
	{ "many do", { .events = 20 },
	    { "None of 20 events came by a link with UTM" } },
	{ "tagged", { .events = 50, .with_utm = 3 }, { NULL } },
	{ "ad clicks are a signal, too", { .events = 50, .clicked = 4 },
	    { NULL } },
	{ "parameters, no source", { .events = 50, .with_utm = 9,
	    .untagged = 5 },
	    { "5 of 50 events came by addresses with parameters" } },
	{ "a click id alone", { .events = 50, .clicked = 4,
	    .clicked_only = 4, .untagged = 4 },
	    { "4 of 50 events came by ads whose links carry" } },
	{ "both", { .events = 50, .clicked = 4, .clicked_only = 4,
	    .untagged = 6 },
	    { "2 of 50 events came by addresses",
		"4 of 50 events came by ads" } },
	{ "no medium", { .events = 9, .with_utm = 2, .no_medium = 2 },
	    { "2 of 9 events came with a utm_source but" } },
	{ "two spellings", { .events = 9, .with_utm = 2, .twin_a = "FB",
	    .twin_b = "fb" },
	    { "utm_source is written both \"FB\" and \"fb\"" } },
	{ "forms, no lead", { .events = 9, .with_utm = 1, .forms = 2 },
	    { "None of the forms sent (2) was a lead" } },
	{ "leads, none there", { .events = 9, .with_utm = 1, .forms = 2,
	    .leads = 2 }, { "None of 2 leads stands in Pipedrive yet" } },
	{ "leads, one there", { .events = 9, .with_utm = 1, .forms = 2,
	    .leads = 2, .synced = 1 }, { NULL } },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char room[512];
		struct str text;
		size_t said = 0;

		CHECK_CASE(cases[i].name);
		str_init(&text, room, sizeof(room));
		for (size_t k = 0; advice_rule(&cases[i].counts, k, &text);
		    k++) {
			if (text.size == 0)
				continue;
			CHECK(!text.failed);
			CHECK(said < 4 && cases[i].said[said] != NULL &&
			    str_starts(text.data, cases[i].said[said]));
			said++;
			str_init(&text, room, sizeof(room));
		}
		CHECK(said == 4 || cases[i].said[said] == NULL);
	}
	return check_failed();
}
