#include "receive.h"

#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "campaigns.h"
#include "config.h"
#include "db.h"
#include "dictionary.h"
#include "enlist.h"
#include "exchange.h"
#include "form_use.h"
#include "forms.h"
#include "handover.h"
#include "hit.h"
#include "reply.h"
#include "ruling.h"
#include "sender.h"
#include "settings.h"
#include "subscribe.h"
#include "thanks.h"
#include "visit.h"

static const char *
key_of_form(const struct reception *reception)
{
	const struct hit *hit = reception->hit;
	const char *key = form_key(&reception->exchange->arena, &hit->form,
	    hit->page);

	return key == NULL ? "" : key;
}

/* What is known of the sender, and with it what becomes of the hit. */
static bool
decide(const struct reception *reception, struct sender *sender,
    struct ruling *out)
{
	const struct request *request = &reception->exchange->request;
	const struct pixel *pixel = reception->pixel;
	struct circumstances about = {
		.privacy = pixel->privacy,
		.gpc = strcmp(request->gpc, "1") == 0 ||
		    (pixel->dnt && strcmp(request->dnt, "1") == 0),
		.image = reception->exchange->response.image,
		.host_allowed = pixel_allows(pixel, reception->hit->host),
	};

	if ((reception->hit->has_form && !forms_find(reception->db, pixel->id,
	    key_of_form(reception), &about.treated)) ||
	    !sender_look(reception->db, reception->dictionary,
	    ruling_identifies(reception->hit, &about) ? pixel : NULL,
	    reception->exchange, sender))
		return false;
	about.agent = *request->user_agent == '\0' ? AGENT_SILENT
	    : sender->bot ? AGENT_BOT : AGENT_PERSON;
	*out = ruling_of(reception->hit, &about);
	return true;
}

/* Visitors who come from the project's other sites come from nowhere new. */
static void
fit_touch(const struct reception *reception)
{
	struct arena *arena = &reception->exchange->arena;
	const struct pixel *pixel = reception->pixel;
	struct hit *hit = reception->hit;

	if (hit->has_touch && hit->touch.referrer_host != NULL &&
	    settings_is_own(reception->settings, pixel,
	    hit->touch.referrer_host))
		hit->has_touch = touch_without_referrer(arena, &hit->touch);
	if (*pixel->custom_params != '\0')
		hit->has_touch = touch_add_custom(arena, pixel->custom_params,
		    &hit->landing, hit->has_touch, &hit->touch);
}

/* A campaign's id as the platform numbers it has a name in the project. */
static bool
name_campaign(const struct reception *reception)
{
	struct touch *touch = &reception->hit->touch;
	const char *const ids[] = { touch->raw[UTM_CAMPAIGN],
		touch->raw[UTM_ID], touch->raw[GAD_CAMPAIGNID] };
	const char *name = NULL;

	if (!reception->hit->has_touch || !reception->settings->campaign_names)
		return true;
	for (size_t i = 0; name == NULL && i < 3; i++)
		if (ids[i] != NULL && !campaigns_find(reception->db,
		    &reception->exchange->arena, reception->pixel->project,
		    ids[i], &name))
			return false;
	if (name != NULL)
		touch->campaign = name;
	return true;
}

static struct handover
handover_of(const struct reception *reception)
{
	return (struct handover){
		.secret = reception->settings->link_secret,
		.project = reception->pixel->project,
		.user_agent = reception->exchange->request.user_agent,
	};
}

/* Who the visitor is: handed over, known, or new. */
static void
name_visitor(const struct reception *reception, bool identify)
{
	const struct handover bound = handover_of(reception);
	struct hit *hit = reception->hit;

	if (!identify)
		hit_forget_landing(&reception->exchange->arena, hit);
	else
		(void)handover_read(&bound, hit->landing.url, hit->received,
		    &hit->visitor);
	if (!hit_has_visitor(hit))
		hit->visitor = id_make(hit->received);
}

/* A page view of one that thanks; without such pages it costs nothing. */
static enum saved
write_thanks(const struct reception *reception, const struct visit *visit)
{
	const struct hit *hit = reception->hit;

	if (hit->type != NULL || !thanks_is_page(reception->pixel->thank_you,
	    hit->page_url) || enlist_thank(reception->db, reception->pixel,
	    hit, visit))
		return SAVED;
	return committer_blame(reception->db, "a lead's state");
}

static enum saved
write_hit(const struct reception *reception, const struct browser *browser,
    struct ruling *ruling, struct visit *visit)
{
	enum saved saved = visit_write(reception->db,
	    &reception->exchange->arena, reception->dictionary,
	    reception->pixel, reception->hit, browser, visit);

	const struct enlistment all = { .db = reception->db,
		.arena = reception->scratch, .pixel = reception->pixel,
		.person_secret = reception->settings->person_key_secret,
		.hit = reception->hit, .visit = visit, .ruling = ruling };

	if (saved != SAVED)
		return saved;
	arena_reset(reception->scratch);
	if (ruling->lead)
		return enlist(&all);
	saved = write_thanks(reception, visit);
	return saved != SAVED ? saved : subscribe(&all,
	    &(struct subscriber){ .limiter = reception->limiter,
	    .client = &reception->exchange->request.client,
	    .per_hour = reception->config->leads_per_hour });
}

/* A later message of a lead that is there: no second event, no second row. */
static enum saved
upgrade(const struct reception *reception, bool *done)
{
	struct earlier_lead earlier;

	if (!enlist_upgrade(reception->db, reception->pixel, reception->hit,
	    &earlier))
		return SAVE_FAILED;
	*done = earlier.id != 0;
	if (*done)
		reply_upgraded(reception->exchange, earlier.moved);
	return SAVED;
}

static enum saved
store(const struct reception *reception, struct sender *sender,
    struct ruling *ruling)
{
	struct hit *hit = reception->hit;
	struct visit visit;
	enum saved saved;

	/* once: a batch may be done again */
	if (!hit->fitted) {
		name_visitor(reception, ruling->identify);
		fit_touch(reception);
		hit->fitted = true;
	}
	if ((ruling->identify && !sender_keep(reception->db,
	    reception->dictionary, sender)) || !name_campaign(reception) ||
	    (hit->has_form && !forms_count(reception->db,
	    reception->pixel->id, key_of_form(reception), hit->received)) ||
	    (ruling->lead && !visit_free_id(reception->db, hit)))
		return SAVE_FAILED;
	saved = write_hit(reception, &sender->browser, ruling, &visit);
	if (saved == SAVED || visit.duplicate)
		reply_stored(reception->exchange, reception->config, hit,
		    &visit, ruling);
	if (saved == SAVE_REFUSED) {
		dictionary_undo(reception->dictionary);
		if (!visit.duplicate)
			reply_refused(reception->exchange);
	}
	return saved;
}

/* The visitor's id for a link to another site of the project. */
static enum saved
hand_over(const struct reception *reception, const struct ruling *ruling)
{
	const struct handover bound = handover_of(reception);
	const struct hit *hit = reception->hit;
	char text[HANDOVER_TEXT];

	if (!ruling->identify || !hit_has_visitor(hit))
		return reply_plain(reception->exchange, VERDICT_COUNTED_ONLY);
	handover_print(&bound, &hit->visitor, hit->received, text);
	reply_handover(reception->exchange, text);
	return SAVED;
}

enum saved
receive(const struct reception *reception)
{
	struct sender sender;
	struct ruling ruling;
	bool done = false;
	enum saved saved;

	reception->hit->form_state = thanks_state(
	    reception->pixel->thank_you, reception->hit->form_state,
	    reception->hit->followed);
	if (!decide(reception, &sender, &ruling))
		return SAVE_FAILED;
	if (reception->hit->handover)
		return hand_over(reception, &ruling);
	if (!ruling.write) {
		reception->exchange->response.detail = ruling.detail;
		return reply_plain(reception->exchange, ruling.verdict);
	}
	saved = ruling.lead ? upgrade(reception, &done) : SAVED;
	return saved != SAVED || done ? saved
	    : store(reception, &sender, &ruling);
}
