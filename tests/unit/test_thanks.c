/* Which pages thank, and what becomes of a form's word by them. */
#include "check.h"
#include "thanks.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))
#define SHOP "https://shop.example"

/* The project's paths, an address, and whether it is one of them. */
static const struct {
	const char *paths, *url;
	bool is_page;
} pages[] = {
	{ "/thanks", SHOP "/thanks", true },
	{ "/thanks", SHOP "/thanks/", true },
	{ "/thanks/", SHOP "/thanks", true },
	{ "/thanks", SHOP "/thanks?name=jo&x=/y", true },
	{ "/thanks", SHOP "/thanks/?a", true },
	{ "/thanks", SHOP "/thanks#top", true },
	{ "/thanks", "http://other.example:8080/thanks", true },
	{ "/thanks", SHOP "/Thanks", false },
	{ "/thanks", SHOP "/thanks-a-lot", false },
	{ "/thanks", SHOP "/thank", false },
	{ "/thanks", SHOP "/de/thanks", false },
	{ "/thanks", SHOP "/thanks/more", false },
	{ "/thanks", SHOP "/?page=/thanks", false },
	{ "/thanks", SHOP, false },
	{ "/thanks", SHOP "/", false },
	{ "/", SHOP, true },
	{ "/", SHOP "/", true },
	{ "/", SHOP "?sent=1", true },
	{ "/", SHOP "/a", false },
	/* several */
	{ "/thanks /merci /danke/*", SHOP "/merci", true },
	{ "/thanks /merci /danke/*", SHOP "/danke/anfrage", true },
	{ "/thanks /merci /danke/*", SHOP "/anfrage", false },
	/* what begins so */
	{ "/danke/*", SHOP "/danke/", true },
	{ "/danke/*", SHOP "/danke", true },
	{ "/danke/*", SHOP "/danke/a/b/", true },
	{ "/danke/*", SHOP "/dankeschoen", false },
	{ "/danke/*", SHOP "/dank", false },
	{ "/danke*", SHOP "/dankeschoen", true },
	{ "/danke*", SHOP "/danke", true },
	{ "/danke*", SHOP "/dank", false },
	/* decoded, both, once */
	{ "/danke-sch\xC3\xB6n", SHOP "/danke-sch%C3%B6n", true },
	{ "/danke-sch%c3%b6n", SHOP "/danke-sch%C3%B6n/", true },
	{ "/danke%20du", SHOP "/danke%20du", true },
	{ "/danke+du", SHOP "/danke%20du", false },
	{ "/a%2Fb", SHOP "/a/b", true },
	{ "/a", SHOP "/%61", true },
	{ "/%2561", SHOP "/%61", false },
	{ "/a%zz", SHOP "/a%zz", true },
	{ "/a%", SHOP "/a%", true },
	{ "/a%2f", SHOP "/a", true },
	{ "/a%2a", SHOP "/ab", false },
	{ "/a%2a", SHOP "/a*", true },
	/* no page at all */
	{ "", SHOP "/thanks", false },
	{ "/thanks", "", false },
	{ "/thanks", "/thanks", false },
};

/* What an operator may give. */
static const struct {
	const char *path;
	bool good;
} paths[] = {
	{ "/thanks", true }, { "/", true }, { "/danke/*", true },
	{ "/danke*", true }, { "/danke-sch\xC3\xB6n", true },
	{ "/a%20b", true }, { "/*", false }, { "*", false }, { "", false },
	{ "thanks", false }, { SHOP "/thanks", false }, { "//a", false },
	{ "/a?b=1", false }, { "/a#b", false }, { "/a*b", false },
	{ "/*/a", false }, { "/a**", false }, { "/a\x7f", false },
	{ "/\xff", false },
};

/* Paths, what the script says, the page that followed ("" = untold, NULL =
 * it saw something else), what counts. */
static const struct {
	const char *paths;
	enum form_state told;
	const char *followed;
	enum form_state counts;
} states[] = {
	{ "", FORM_CONFIRMED, SHOP "/a", FORM_CONFIRMED },
	{ "", FORM_CONFIRMED, "", FORM_CONFIRMED },
	{ "/thanks", FORM_CONFIRMED, SHOP "/thanks", FORM_CONFIRMED },
	{ "/thanks", FORM_CONFIRMED, SHOP "/a", FORM_ATTEMPTED },
	{ "/thanks", FORM_CONFIRMED, "", FORM_ATTEMPTED },
	{ "/thanks", FORM_CONFIRMED, NULL, FORM_CONFIRMED },
	{ "/thanks", FORM_ATTEMPTED, SHOP "/thanks", FORM_ATTEMPTED },
	{ "/thanks", FORM_FAILED, SHOP "/thanks", FORM_FAILED },
	{ "/thanks", FORM_FAILED, SHOP "/a", FORM_FAILED },
};

int
main(void)
{
	for (size_t i = 0; i < COUNT(pages); i++) {
		CHECK_CASE(pages[i].url);
		CHECK_INT(thanks_is_page(pages[i].paths, pages[i].url),
		    pages[i].is_page);
	}
	for (size_t i = 0; i < COUNT(paths); i++) {
		CHECK_CASE(paths[i].path);
		CHECK_INT(thanks_is_path(paths[i].path,
		    strlen(paths[i].path)), paths[i].good);
	}
	for (size_t i = 0; i < COUNT(states); i++) {
		CHECK_CASE(states[i].followed);
		CHECK_INT(thanks_state(states[i].paths, states[i].told,
		    states[i].followed), states[i].counts);
	}
	return check_failed();
}
