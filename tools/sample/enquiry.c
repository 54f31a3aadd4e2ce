#include "enquiry.h"

#include <string.h>

#include "bounds.h"
#include "db.h"
#include "form_use.h"
#include "forms.h"
#include "leads.h"
#include "persons_made.h"
#include "settings.h"
#include "stay.h"
#include "str.h"
#include "world.h"

static const char *const messages[] = {
	"Do you ship to this side of the country, and how long does it take?",
	"We are looking for eight table lamps for a small hotel.",
	"Is the walnut one available with a longer cord?",
	"Could you make one that is a hand taller?\nThe ceiling is high.",
	"My old one needs a new shade. Can I bring it to the workshop?",
	"I saw your lamps at a friend's and would love a catalogue.",
	"What does engraving cost?",
	"Please call me back in the afternoon.",
	"Wir suchen Leuchten für unser Büro. Kommen Sie auch vorbei?",
	"Bonjour, livrez-vous aussi à l'étranger ?",
};

static const char *const budgets[] = { "up to 200", "200 to 500",
	"500 to 2000", "over 2000" };

static const char *const suspicions[] = { "honeypot", "filled_fast",
	"webdriver" };

#define COUNT(table) (int64_t)(sizeof(table) / sizeof((table)[0]))

/* Some write once more, from another browser. */
static int32_t
choose_person(struct world *world)
{
	if (world->persons > 0 && chance_is(&world->chance, 0.12))
		return (int32_t)chance_between(&world->chance, 1,
		    world->persons);
	return ++world->persons;
}

/* Some browsers refuse for whoever uses them, some people do. */
static const char *
why_alone(const struct stay *stay, struct world *world)
{
	const struct pixel *const pixel = world->sites[stay->site].pixel;

	if (stay->last || stay->known != NULL || stay->way->is_touch ||
	    !chance_is(&world->chance, 0.12))
		return NULL;
	return pixel->privacy == PRIVACY_CONSENT ? "refused" : "gpc";
}

void
enquiry_choose(struct enquiry *enquiry, struct stay *stay,
    struct world *world)
{
	struct chance *const chance = &world->chance;
	const double drawn = chance_unit(chance);

	if (stay->guest.person == 0)
		stay->guest.person = choose_person(world);
	*enquiry = (struct enquiry){ .person = stay->guest.person,
		.site = stay->site,
		.form_state = drawn < 0.87 ? FORM_CONFIRMED
		    : drawn < 0.96 ? FORM_ATTEMPTED : FORM_FAILED,
		.test = chance_is(chance, 0.008),
		.suspect = chance_is(chance, 0.035) ? suspicions[
		    chance_below(chance, COUNT(suspicions))] : NULL };
	enquiry->no_history = why_alone(stay, world);
	stay->form = (struct stay_form){ .wanted = true,
		.alone = enquiry->no_history != NULL,
		.confirmed = enquiry->form_state == FORM_CONFIRMED,
		.suspect = enquiry->suspect != NULL && !enquiry->test,
		.test = enquiry->test };
}

static void
add_field(struct form *form, const char *name, const char *type,
    const char *label, const char *value)
{
	if (value[0] == '\0')
		return;
	form->fields[form->count++] = (struct form_field){ .name = name,
		.type = type, .label = label, .value = value };
}

static void
fill_in(struct form *form, const struct person_made *person,
    struct chance *chance, bool quote)
{
	form->id = quote ? "quote" : "contact-form";
	form->name = quote ? "A lamp made for you" : "Contact";
	add_field(form, "first_name", "text", "First name",
	    person->first_name);
	add_field(form, "last_name", "text", "Last name", person->last_name);
	add_field(form, "email", "email", "E-mail", person->email);
	add_field(form, "phone", "tel", "Telephone", person->phone);
	if (quote) {
		add_field(form, "company", "text", "Company",
		    person->company);
		add_field(form, "budget", "select", "Budget",
		    budgets[chance_below(chance, COUNT(budgets))]);
	}
	add_field(form, "message", "textarea", "Your message",
	    messages[chance_below(chance, COUNT(messages))]);
}

static const char *
or_none(const char *text)
{
	return text[0] == '\0' ? NULL : text;
}

static struct contact
contact_of(const struct person_made *person, bool quote)
{
	return (struct contact){ .email = person->email,
		.phone = or_none(person->phone),
		.first_name = person->first_name,
		.last_name = person->last_name,
		.company = quote ? or_none(person->company) : NULL };
}

/* Robots' leads and tests are in no figure. */
static bool
count_lead(const struct enquiry *enquiry, struct world *world)
{
	return enquiry->test || enquiry->suspect != NULL ||
	    db_run(world->db, SQL_SESSION_LEAD, INT(enquiry->session));
}

static bool
add_lead(struct enquiry *enquiry, const struct stay *stay,
    struct world *world, const struct form *form,
    const struct person_made *person)
{
	const struct pixel *const pixel = world->sites[stay->site].pixel;
	char *const fields = arena_room(&world->arena, FIELDS_TEXT_MAX);
	struct new_lead lead = { .pixel = pixel->id,
		.event = stay->form_event, .visitor = stay->guest.row.id,
		.session = stay->session, .occurred = stay->form_at,
		.received = stay->form_received, .form_id = form->id,
		.form_name = form->name, .form_state = enquiry->form_state,
		.fields = fields, .test = enquiry->test,
		.person_key = enquiry->person_key,
		.contact = contact_of(person,
		    stay->form.page == PAGE_QUOTE),
		.no_history = enquiry->no_history,
		.consent = enquiry->no_history != NULL ? 0
		    : pixel->privacy == PRIVACY_CONSENT ? 1 : -1 };
	struct str text;

	if (fields == NULL)
		return false;
	str_init(&text, fields, FIELDS_TEXT_MAX);
	form_print(form, pixel->store_fields, &text);
	chance_bytes(&world->chance, lead.lead_id.bytes, ID_SIZE);
	return leads_add(world->db, &lead, &enquiry->submission);
}

bool
enquiry_write(struct enquiry *enquiry, const struct stay *stay,
    struct world *world)
{
	const struct pixel *const pixel = world->sites[stay->site].pixel;
	struct form_field fields[8];
	struct form form = { .fields = fields };
	struct person_made person;

	arena_reset(&world->arena);
	person_make(&person, world->order->seed, enquiry->person);
	fill_in(&form, &person, &world->chance,
	    stay->form.page == PAGE_QUOTE);
	hash_hmac(world->settings->person_key_secret, person.email,
	    strlen(person.email), enquiry->person_key);
	enquiry->has_phone = person.phone[0] != '\0';
	enquiry->session = stay->session;
	enquiry->received = stay->form_received;
	return add_lead(enquiry, stay, world, &form, &person) &&
	    forms_count(world->db, pixel->id, form.id, enquiry->received) &&
	    count_lead(enquiry, world);
}
