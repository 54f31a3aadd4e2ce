#include "arena.h"
#include "check.h"
#include "history.h"
#include "touch.h"

#define SHOP "https://shop.example/"

/* landing and referrer in; what was derived out; NULL source: no touch. */
static const struct {
	const char *landing, *referrer;
	const char *source, *medium, *campaign, *channel, *rule;
} touches[] = {
	{ SHOP, NULL, NULL, NULL, NULL, NULL, NULL },
	{ SHOP "?page=2", NULL, NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "https://shop.example/a", NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "https://www.shop.example/", NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "https://blog.shop.example/", NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "nonsense", NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "https://www.google.com/", "google", "organic", NULL,
	    "Organic Search", "referrer" },
	{ SHOP, "https://www.google.co.uk/", "google", "organic", NULL,
	    "Organic Search", "referrer" },
	{ SHOP, "https://mail.google.com/", "gmail", "email", NULL, "Email",
	    "referrer" },
	{ SHOP, "https://gemini.google.com/app", "gemini", "ai-assistant", NULL,
	    "AI Assistant", "referrer" },
	{ SHOP, "https://notgoogle.com.evil.example/",
	    "notgoogle.com.evil.example", "referral", NULL, "Referral",
	    "referral" },
	{ SHOP, "https://l.facebook.com/", "facebook", "social", NULL,
	    "Organic Social", "referrer" },
	{ SHOP, "https://www.partner.example/post", "partner.example",
	    "referral", NULL, "Referral", "referral" },
	{ SHOP "?gclid=abc", NULL, "google", "cpc", NULL, "Paid Search",
	    "gclid" },
	{ SHOP "?fbclid=abc", "https://l.facebook.com/", "facebook",
	    "social", NULL, "Organic Social", "fbclid" },
	{ SHOP "?msclkid=1", NULL, "bing", "cpc", NULL, "Paid Search",
	    "msclkid" },
	{ SHOP "?li_fat_id=1", NULL, "linkedin", "paid_social", NULL,
	    "Paid Social", "li_fat_id" },
	{ SHOP "?sc_click_id=1", NULL, "snapchat", "paid_social", NULL,
	    "Paid Social", "sc_click_id" },
	{ SHOP "?utm_source=google&utm_medium=cpc&utm_campaign=lamps", NULL,
	    "google", "cpc", "lamps", "Paid Search", "utm_source" },
	{ SHOP "?utm_source=facebook&utm_medium=paid_social", NULL,
	    "facebook", "paid_social", NULL, "Paid Social", "utm_source" },
	{ SHOP "?utm_source=news&utm_medium=email", NULL, "news", "email",
	    NULL, "Email", "utm_source" },
	{ SHOP "?utm_source=google&gclid=abc", NULL, "google", "cpc", NULL,
	    "Paid Search", "utm_source+gclid" },
	{ SHOP "?utm_source=odd&utm_medium=odd", NULL, "odd", "odd", NULL,
	    "Unassigned", "utm_source" },
	{ SHOP "?utm_campaign=conversion%3D1", NULL, "(not set)",
	    "(not set)", "conversion=1", "Unassigned",
	    "no_source" },
	{ SHOP "?utm_source=a+b%2Bc&utm_medium=metadata%3A+x", NULL,
	    "a b+c", "metadata: x", NULL, "Unassigned", "utm_source" },
	{ SHOP "?x=%&utm_source=100%&utm_medium=email", NULL, "100%",
	    "email", NULL, "Email", "utm_source" },
	/* a shared link carries the ids of another's click */
	{ SHOP "?gclid=abc", "https://www.linkedin.com/", "linkedin",
	    "social", NULL, "Organic Social", "referrer" },
	{ SHOP "?gclid=abc", "https://www.youtube.com/", "google", "cpc",
	    NULL, "Paid Search", "gclid" },
	{ SHOP "?utm_source=FB&fbclid=abc", NULL, "facebook", "(not set)",
	    NULL, "Organic Social", "utm_source" },
	{ SHOP "?utm_source=Google&utm_medium=organic&gclid=abc", NULL,
	    "google", "cpc", NULL, "Paid Search", "utm_source+gclid" },
	{ SHOP "?utm_source=news&utm_medium=email&gclid=abc", NULL, "news",
	    "email", NULL, "Email", "utm_source" },
	{ SHOP "?mtm_source=bing&ref=x", NULL, "bing", "(not set)", NULL,
	    "Organic Search", "utm_source" },
	{ SHOP "?REF=partner", NULL, "partner", "(not set)", NULL,
	    "Unassigned", "utm_source" },
	{ SHOP, "https://x.example/?source=web", "x.example", "referral",
	    NULL, "Referral", "referral" },
	{ SHOP, "https://google.com.phish/", "google.com.phish", "referral",
	    NULL, "Referral", "referral" },
	{ SHOP "?fbclid=1", "https://l.instagram.com/", "instagram", "social",
	    NULL, "Organic Social", "referrer" },
	{ SHOP "?fbclid=1", "https://www.facebook.com/", "facebook", "social",
	    NULL, "Organic Social", "fbclid" },
	{ SHOP, "https://checkout.stripe.com/pay", NULL, NULL, NULL, NULL,
	    NULL },
	{ SHOP, "https://semalt.com/", NULL, NULL, NULL, NULL, NULL },
	{ SHOP, "android-app://com.google.android.gm/", "gmail", "email",
	    NULL, "Email", "referrer" },
	{ SHOP, "https://accounts.google.com/signin", NULL, NULL, NULL, NULL,
	    NULL },
	{ SHOP, "https://docs.google.com/", "google-docs", "referral", NULL,
	    "Referral", "referrer" },
	/* the referrer's parameters only where the landing has none */
	{ SHOP, "https://ads.example/?utm_source=ads&utm_medium=banner",
	    "ads", "banner", NULL, "Display", "utm_source" },
	{ SHOP "?utm_source=a&utm_medium=email",
	    "https://ads.example/?utm_campaign=other", "a", "email", NULL,
	    "Email", "utm_source" },
};

static void
check_derived(void)
{
	static char memory[64 * 1024];
	struct arena arena;
	struct touch touch;

	arena_init(&arena, memory, sizeof(memory));
	for (size_t i = 0; i < sizeof(touches) / sizeof(touches[0]); i++) {
		struct touch_landing landing = { .url = touches[i].landing,
			.referrer = touches[i].referrer };
		bool is_touch = touch_read(&arena, &landing, &touch);

		CHECK_CASE(touches[i].referrer != NULL ? touches[i].referrer
		    : touches[i].landing);
		CHECK_INT(is_touch, touches[i].source != NULL);
		if (is_touch && touches[i].source != NULL) {
			CHECK_TEXT(touch.source, touches[i].source);
			CHECK_TEXT(touch.medium, touches[i].medium);
			CHECK_TEXT(touch.campaign, touches[i].campaign);
			CHECK_TEXT(touch.channel, touches[i].channel);
			CHECK_TEXT(touch.rule, touches[i].rule);
		}
		arena_reset(&arena);
	}
}

/* Raw values stay raw, and only known parameters stay in the address. */
static void
check_raw(void)
{
	static char memory[64 * 1024];
	struct touch_given given = { .raw = { [TWCLID] = "tw1" } };
	struct arena arena;
	struct touch touch;

	CHECK_CASE("raw");
	arena_init(&arena, memory, sizeof(memory));
	CHECK(touch_read(&arena, &(struct touch_landing){
	    .url = SHOP "a?gclid=Cj0&email=a%40b.example"
	    "&utm_term=r%C3%B6d#top",
	    .referrer = "https://www.google.com/" }, &touch));
	CHECK_TEXT(touch.raw[GCLID], "Cj0");
	CHECK_TEXT(touch.raw[UTM_TERM], "r\xC3\xB6" "d");
	CHECK_TEXT(touch.raw[UTM_SOURCE], NULL);
	CHECK_TEXT(touch.landing_url, SHOP "a?gclid=Cj0&utm_term=r%C3%B6d");
	CHECK_TEXT(touch.referrer, "https://www.google.com/");
	/* body and address tell of one visit, the body goes first */
	CHECK(touch_read(&arena, &(struct touch_landing){
	    .url = SHOP "?utm_source=x&twclid=tw2", .given = &given },
	    &touch));
	CHECK_TEXT(touch.raw[UTM_SOURCE], "x");
	CHECK_TEXT(touch.raw[TWCLID], "tw1");
	/* addresses never hold an e-mail or a card number */
	CHECK(touch_read(&arena, &(struct touch_landing){
	    .url = SHOP "a?utm_id=4111111111111111&utm_source=a%40b.example",
	    .referrer = "https://x.example/u@y" }, &touch));
	CHECK_TEXT(touch.landing_url, SHOP "a?utm_id=************1111"
	    "&utm_source=a*b.example");
	CHECK_TEXT(touch.referrer, "https://x.example/u*y");
}

/* Further ids and a project's own parameters; NULL: none. */
static const struct {
	const char *landing, *custom, *other, *landing_url;
} others[] = {
	{ SHOP "?yclid=1&tblci=2", "", "{\"yclid\":\"1\",\"tblci\":\"2\"}",
	    SHOP "?yclid=1&tblci=2" },
	/* a key that stands there twice is no JSON we read */
	{ SHOP "?yclid=1&yclid=2", "", "{\"yclid\":\"1\"}",
	    SHOP "?yclid=1&yclid=2" },
	{ SHOP "?tblci=,%22yclid%22:&yclid=2", "",
	    "{\"tblci\":\",\\\"yclid\\\":\",\"yclid\":\"2\"}",
	    SHOP "?tblci=,%22yclid%22:&yclid=2" },
	{ SHOP "?shop=7&x=1&shop=8", "shop hop", "{\"shop\":\"7\"}",
	    SHOP "?shop=7&shop=8" },
	{ SHOP "?shop=7&hop=8", "shop hop",
	    "{\"shop\":\"7\",\"hop\":\"8\"}", SHOP "?shop=7&hop=8" },
	{ SHOP "?hop=7&gclid=a", "hop", "{\"hop\":\"7\"}",
	    SHOP "?hop=7&gclid=a" },
};

/* A batch that is done again adds nothing to the hit a second time. */
static void
check_others(void)
{
	static char memory[64 * 1024];
	struct arena arena;
	struct touch touch;

	arena_init(&arena, memory, sizeof(memory));
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		struct touch_landing landing = { .url = others[i].landing };
		bool is_touch = touch_read(&arena, &landing, &touch);

		CHECK_CASE(others[i].landing);
		for (int times = 0; times < 2; times++) {
			is_touch = touch_add_custom(&arena, others[i].custom,
			    &landing, is_touch, &touch);
			CHECK(is_touch);
			CHECK_TEXT(touch.other, others[i].other);
			CHECK_TEXT(touch.landing_url, others[i].landing_url);
		}
		arena_reset(&arena);
	}
}

/* What the query of a site of our own said is gone with it. */
static void
check_own_referrer(void)
{
	static char memory[64 * 1024];
	struct touch_landing landing = { .url = SHOP "?hop=1",
		.referrer = "https://ours.example/?utm_source=x" };
	struct arena arena;
	struct touch touch;

	CHECK_CASE("own referrer");
	arena_init(&arena, memory, sizeof(memory));
	CHECK(touch_read(&arena, &landing, &touch));
	CHECK(!touch_without_referrer(&arena, &touch));
	CHECK(touch_add_custom(&arena, "hop", &landing, false, &touch));
	CHECK_TEXT(touch.raw[UTM_SOURCE], NULL);
	CHECK_TEXT(touch.rule, "no_source");
}

/* All orders of arrival give the same ends. */
static void
check_ends(void)
{
	static const struct history_place places[] = {
		{ .id = 1, .landed = 10, .occurred = 100 },
		{ .id = 2, .landed = 11, .occurred = 100 },
		{ .id = 3, .landed = 5, .occurred = 300, .direct = true },
	};
	static const int orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 },
		{ 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

	CHECK_CASE("ends");
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		struct history ends = { .first.id = 0 };

		for (int n = 0; n < 3; n++)
			history_add(&ends, &places[orders[i][n]]);
		CHECK_INT(ends.first.id, 1);
		CHECK_INT(ends.last.id, 3);
		CHECK_INT(ends.last_nondirect.id, 2);
	}
}

int
main(void)
{
	check_ends();
	check_derived();
	check_raw();
	check_others();
	check_own_referrer();
	return check_failed();
}
