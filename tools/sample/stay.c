#include "stay.h"

#include <string.h>

#include "db.h"
#include "ip.h"
#include "settings.h"
#include "str.h"
#include "touches.h"
#include "world.h"

enum { IDLE_MS = 31 * 60 * 1000, READ_MS = 48 * 1000, READ_MAX_MS = 1200000,
	QUARTER_DAYS = 91 };

static const int64_t day_ms = INT64_C(24) * 3600 * 1000;
static const int64_t stay_max_ms = INT64_C(3600) * 1000 * (STAY_HOURS - 1);

static const char form_submit[] = "form_submit";

/* One hit of it; type NULL is a page view. */
struct step {
	int64_t at;
	size_t page;
	const char *type, *props;
};

/* A visit while it is written. */
struct walk {
	struct stay *stay;
	struct world *world;
	const struct site *site;
	struct step steps[STEPS_MAX];
	int64_t views, last;		/* page views; the last of them */
};

static void
meet(struct stay *stay, struct world *world)
{
	struct chance *const chance = &world->chance;
	struct guest *const guest = &stay->guest;

	*guest = (struct guest){ .place = places_draw(&world->places, chance),
		.site = (uint8_t)odds_draw(&world->site_odds, chance),
		.network = (uint32_t)chance_next(chance) };
	chance_bytes(chance, guest->token.bytes, ID_SIZE);
	browsers_draw(&world->browsers, chance, &guest->browser);
}

void
stay_choose(struct stay *stay, struct world *world)
{
	struct chance *const chance = &world->chance;
	const int64_t quarter = stay->started / day_ms / QUARTER_DAYS;

	stay->known = chance_is(chance, 0.34) ? guests_again(&world->guests,
	    chance, stay->started - IDLE_MS) : NULL;
	if (stay->known != NULL)
		stay->guest = *stay->known;
	else
		meet(stay, world);
	stay->way = ways_draw(&world->ways, chance, stay->known != NULL,
	    quarter);
	stay->site = stay->known == NULL || chance_is(chance, 0.9)
	    ? stay->guest.site : odds_draw(&world->site_odds, chance);
}

/* Version 7 of an id (RFC 9562 5.7), as the script makes them. */
static struct id
make_id(struct chance *chance, int64_t at)
{
	struct id id;

	chance_bytes(chance, id.bytes, ID_SIZE);
	for (int i = 0; i < 6; i++)
		id.bytes[i] = (unsigned char)(at >> (40 - 8 * i));
	id.bytes[6] = 0x70 | (id.bytes[6] & 0x0f);
	id.bytes[8] = 0x80 | (id.bytes[8] & 0x3f);
	return id;
}

/* The next hit's time: some read long, and nobody after the history's end. */
static int64_t
next_time(const struct walk *walk, int64_t before)
{
	const int64_t until = walk->world->order->until - 1000;
	const int64_t most = walk->stay->started + stay_max_ms;
	const double read = chance_wait(&walk->world->chance, READ_MS);
	int64_t at = before + 3000 + (int64_t)(read > READ_MAX_MS
	    ? READ_MAX_MS : read);

	at = at > most ? most : at;
	return at > until ? before + (until - before) / 2 : at;
}

static void
plan_step(struct walk *walk, int64_t i)
{
	struct chance *const chance = &walk->world->chance;
	const struct step *const before = &walk->steps[i - 1];
	struct step *const step = &walk->steps[i];

	*step = (struct step){ .at = next_time(walk, before->at),
		.page = before->page };
	if (chance_is(chance, 0.97))
		step->page = site_next(walk->site, chance, before->page);
	else {
		step->type = "contact_click";
		step->props = chance_is(chance, 0.6) ? "{\"kind\":\"tel\"}"
		    : "{\"kind\":\"mailto\"}";
	}
}

/* Who fills in a form ends with its page, its sending, and perhaps thanks. */
static void
plan_form(struct walk *walk)
{
	struct stay_form *const form = &walk->stay->form;
	const int64_t count = walk->stay->count;
	const bool thanked = form->confirmed && count > 3;
	struct step *const sent = &walk->steps[count - (thanked ? 2 : 1)];

	form->page = chance_is(&walk->world->chance, 0.6) ? PAGE_CONTACT
	    : PAGE_QUOTE;
	sent[-1].page = sent->page = form->page;
	sent[-1].type = sent[-1].props = NULL;
	sent->type = form_submit;
	sent->props = NULL;
	if (thanked)
		sent[1] = (struct step){ sent->at + (sent[1].at - sent->at) /
			20, PAGE_THANKS, NULL, NULL };
}

/* Of a browser that refuses, each hit is a visitor of its own. */
static void
plan_alone(struct walk *walk)
{
	walk->stay->form.page = PAGE_CONTACT;
	walk->steps[0] = (struct step){ .at = walk->stay->started,
		.page = PAGE_CONTACT, .type = form_submit };
}

static void
plan_visit(struct walk *walk)
{
	const struct stay *const stay = walk->stay;

	walk->steps[0] = (struct step){ .at = stay->started,
		.page = site_landing(walk->site, &walk->world->chance,
		    stay->way->lands) };
	for (int64_t i = 1; i < stay->count; i++)
		plan_step(walk, i);
	if (stay->form.wanted)
		plan_form(walk);
}

static void
plan(struct walk *walk)
{
	if (walk->stay->form.alone)
		plan_alone(walk);
	else
		plan_visit(walk);
	for (int64_t i = 0; i < walk->stay->count; i++)
		if (walk->steps[i].type == NULL) {
			walk->views++;
			walk->last = i;
		}
}

/* "https://shop.example/lamps?utm_source=...&gclid=..." */
static void
print_landing(const struct walk *walk, const char *id, struct str *out)
{
	const struct way *const way = walk->stay->way;

	str_add(out, walk->site->urls[walk->steps[0].page]);
	str_add(out, way->query);
	if (way->click == PARAMS)
		return;
	str_add_char(out, way->query[0] == '\0' ? '?' : '&');
	str_add(out, param_name(way->click));
	str_add_char(out, '=');
	str_add(out, id);
}

static bool
write_touch(struct walk *walk)
{
	struct stay *const stay = walk->stay;
	const struct way *const way = stay->way;
	char id[CLICK_SIZE + 16], url[1024];
	struct touch touch = way->touch;
	struct str landing;

	stay->touch = 0;
	if (!way->is_touch)
		return true;
	if (way->click != PARAMS) {
		const size_t start = strlen(way->click_start);

		memcpy(id, way->click_start, start);
		chance_text(&walk->world->chance, id + start, CLICK_SIZE);
		touch.raw[way->click] = id;
	}
	str_init(&landing, url, sizeof(url));
	print_landing(walk, id, &landing);
	touch.landing_url = url;
	touch.landed = touch.occurred = stay->started;
	if (!touches_save(walk->world->db, &stay->guest.row, &touch,
	    &stay->touch))
		return false;
	if (stay->guest.first == NULL) {
		stay->guest.first = way;
		stay->guest.first_page = walk->site->ids[walk->steps[0].page];
	}
	return true;
}

/* Of the networks that are nobody's: RFC 5737, RFC 3849. */
static struct value
print_ip(const struct walk *walk, char room[IP_TEXT])
{
	static const char *const networks[] = { "192.0.2", "198.51.100",
		"203.0.113" };
	const uint32_t network = walk->stay->guest.network;
	const enum ip_policy policy = walk->site->pixel->ip_policy;
	const unsigned host = policy == IP_FULL ? network >> 8 & 0xff : 0;
	struct str out;

	if (policy == IP_NONE)
		return NONE;
	str_init(&out, room, IP_TEXT);
	if (network % 4 == 3)
		str_addf(&out, host == 0 ? "2001:db8:%x::%.0u"
		    : "2001:db8:%x::%x", network >> 20 | 1, host);
	else
		str_addf(&out, "%s.%u", networks[network % 4], host);
	return TEXT(out.data);
}

static bool
write_session(struct walk *walk)
{
	static const struct way_words none = { 0 };
	struct world *const world = walk->world;
	struct stay *const stay = walk->stay;
	const struct guest *const guest = &stay->guest;
	const struct way_words *const came = &stay->way->words;
	const struct way_words *const began = guest->first == NULL ? &none
	    : &guest->first->words;
	const int64_t *const pages = walk->site->ids;
	char ip[IP_TEXT];

	if (!db_run(world->db, SQL_SAMPLE_SESSION, INT(guest->row.id),
	    INT(walk->site->pixel->id), INT(stay->started),
	    INT(walk->steps[stay->count - 1].at), INT(walk->views),
	    ID(stay->touch), ID(came->channel), ID(came->source),
	    ID(came->medium), ID(came->campaign), ID(came->term),
	    INT(pages[walk->steps[0].page]),
	    walk->views == 0 ? NONE : INT(pages[walk->steps[walk->last].page]),
	    ID(came->referrer_host), INT(browsers_agent(&world->browsers,
	    &guest->browser, stay->started)), ID(guest->place->country),
	    ID(guest->place->region), ID(guest->place->city),
	    ID(began->channel), ID(began->source), ID(began->medium),
	    ID(began->campaign), ID(began->term), ID(guest->first_page),
	    ID(began->referrer_host), print_ip(walk, ip),
	    INT(stay->count)))
		return false;
	stay->session = db_last_id(world->db);
	return true;
}

static enum verdict
verdict_of(const struct walk *walk, const struct step *step)
{
	const struct stay_form *const form = &walk->stay->form;

	return step->type == NULL || strcmp(step->type, form_submit) != 0
	    ? VERDICT_STORED : form->suspect ? VERDICT_SUSPECT
	    : form->test ? VERDICT_TEST : VERDICT_STORED;
}

static bool
write_event(struct walk *walk, int64_t i)
{
	struct world *const world = walk->world;
	struct stay *const stay = walk->stay;
	const struct step *const step = &walk->steps[i];
	const int64_t *const pages = walk->site->ids;
	const struct id id = make_id(&world->chance, step->at);
	const int64_t received = step->at +
	    chance_between(&world->chance, 30, 400);

	if (!db_run(world->db, SQL_EVENT_ADD, BLOB(id.bytes, ID_SIZE),
	    INT(stay->session), INT(pages[step->page]),
	    i == 0 || step->type != NULL ? NONE : INT(pages[step[-1].page]),
	    TEXT(step->type), INT(step->at), INT(received),
	    INT(stay->guest.browser.viewport),
	    INT(stay->guest.browser.screen), TEXT(step->props),
	    ID(stay->touch)))
		return false;
	if (step->type == NULL)
		counts_page(&world->counts, step->at, stay->site, step->page,
		    i == 0);
	else if (strcmp(step->type, form_submit) == 0) {
		stay->form_event = db_last_id(world->db);
		stay->form_at = step->at;
		stay->form_received = received;
	}
	counts_hit(&world->counts, &world->chance, received, stay->site,
	    verdict_of(walk, step));
	return true;
}

static bool
write_events(struct walk *walk)
{
	for (int64_t i = 0; i < walk->stay->count; i++)
		if (!write_event(walk, i))
			return false;
	return true;
}

static bool
write_visitor(struct walk *walk)
{
	struct guest *const guest = &walk->stay->guest;
	const struct visitor_key key = { &guest->token,
		walk->world->project->id };

	return walk->stay->known != NULL || visits_add_visitor(
	    walk->world->db, &key, walk->stay->started, &guest->row);
}

/* One more visit, and the touches that this one moved. */
static bool
save_visitor(struct walk *walk)
{
	struct stay *const stay = walk->stay;

	if (!visits_save_visitor(walk->world->db, &stay->guest.row,
	    walk->steps[stay->count - 1].at, true))
		return false;
	if (stay->known != NULL)
		*stay->known = stay->guest;
	else if (!stay->form.alone)
		guests_keep(&walk->world->guests, &stay->guest);
	return true;
}

bool
stay_write(struct stay *stay, struct world *world)
{
	struct walk walk = { .stay = stay, .world = world,
		.site = &world->sites[stay->site] };

	plan(&walk);
	return write_visitor(&walk) && write_touch(&walk) &&
	    write_session(&walk) && write_events(&walk) &&
	    save_visitor(&walk);
}
