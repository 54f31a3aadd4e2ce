#include "newsletter.h"

#include <string.h>

#include "caption.h"
#include "date.h"
#include "form.h"
#include "json.h"
#include "str.h"

#define OPT_IN "opt_in:"

bool
newsletter_policy_read(const char *text, struct newsletter_policy *out)
{
	*out = (struct newsletter_policy){ .kind = NEWSLETTER_OFF };
	if (strcmp(text, "all_forms") == 0) {
		out->kind = NEWSLETTER_ALL;
	} else if (str_starts(text, OPT_IN) &&
	    text[sizeof(OPT_IN) - 1] != '\0') {
		out->kind = NEWSLETTER_OPT_IN;
		out->field = text + sizeof(OPT_IN) - 1;
	}
	return out->kind != NEWSLETTER_OFF || strcmp(text, "off") == 0;
}

bool
newsletter_is_yes(const char *value)
{
	static const char words[] = "no false 0 off none never n nein non";

	value += strspn(value, " \t\n");
	const size_t size = strcspn(value, " \t\n,.;!");
	if (*value == '\0')
		return false;
	return size == 0 || !str_has_word(words, value, size);
}

/* What pages write in one way or another: "News_letter", "newsLetter". */
static bool
is_same(const char *wanted, const char *told)
{
	char one[FIELD_NAME_MAX + 1], other[FIELD_NAME_MAX + 1];
	struct caption caption;

	if (wanted == NULL || told == NULL)
		return false;
	caption_read(wanted, &caption);
	caption_join(&caption, CAPTION_WHOLE, one);
	caption_read(told, &caption);
	caption_join(&caption, CAPTION_WHOLE, other);
	/* signs alone have no words */
	return *one == '\0' ? strcmp(wanted, told) == 0
	    : strcmp(one, other) == 0;
}

bool
newsletter_opted_in(const struct form *form, const char *field)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct form_field *const at = &form->fields[i];

		if (newsletter_is_yes(at->value) &&
		    (is_same(field, at->name) || is_same(field, at->label)))
			return true;
	}
	return false;
}

/* The value of the record's first field of that name or label. */
static const char *
find_field(const struct json *record, const char *name)
{
	const struct json *const fields = json_get(record, "fields");
	const struct json *at = fields == NULL ? NULL : fields->first;

	for (; at != NULL; at = at->next)
		if (is_same(name, json_text(at, "name")) ||
		    is_same(name, json_text(at, "label")))
			return json_text(at, "value");
	return NULL;
}

static const char *
find_date(const struct json *record, const char *names)
{
	char name[FIELD_NAME_MAX + 1];
	const char *value = NULL;

	for (names += strspn(names, " "); *names != '\0' && value == NULL;
	    names += strspn(names, " ")) {
		const size_t size = strcspn(names, " ");

		if (size < sizeof(name)) {
			memcpy(name, names, size);
			name[size] = '\0';
			value = find_field(record, name);
		}
		names += size;
	}
	return value;
}

void
newsletter_print(const struct json *record, const char *dates, int64_t today,
    struct str *out)
{
	const struct json *const person = json_get(record, "person");
	const char *const first = json_text(person, "first_name");
	const char *const asked = find_date(record, dates);
	char date[DATE_TEXT];
	int64_t day;

	if (asked == NULL || !date_read_day(asked, &day) || day < today)
		day = date_year_later(today);
	date_print_day(day, date);
	json_open(out, NULL, '{');
	json_add_text(out, "email", json_text(person, "email"));
	json_add_text(out, "first_name", first == NULL || *first == '\0'
	    ? "Guest" : first);
	json_add_text(out, "wedding_date", date);
	json_close(out, '}');
}
