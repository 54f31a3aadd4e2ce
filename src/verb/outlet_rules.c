#include "outlet_rules.h"

#include <stddef.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "guard.h"
#include "label.h"
#include "newsletter.h"
#include "outlets.h"
#include "rules.h"
#include "str.h"

static enum edited
read_policy(const struct editor *editor, const char *text, const char **out)
{
	struct newsletter_policy policy;

	if (text == NULL)
		return EDITED;
	if (!newsletter_policy_read(text, &policy) ||
	    (policy.field != NULL && !label_line(policy.field,
	    FIELD_NAME_MAX)))
		return edit_wrong(editor, "newsletter",
		    "--newsletter is off, all_forms or"
		    " opt_in:FIELD, where FIELD is the name or label of a"
		    " form's field, not \"%.120s\"", text);
	*out = text;
	return EDITED;
}

static enum edited
read_url(const struct editor *editor, const char *member, const char *text,
    bool loopback, const char **out)
{
	const char *wrong;

	if (text == NULL)
		return EDITED;
	wrong = *text == '\0' ? NULL : guard_url(text, loopback);
	if (wrong != NULL)
		return edit_wrong(editor, member, "--%s-url %s.  It is an"
		    " address of the public internet such as"
		    " https://hooks.example.com/path",
		    str_starts(member, "webhook") ? "webhook"
		    : "newsletter", wrong);
	*out = text;
	return EDITED;
}

/* One name, as those a project keeps of addresses. */
static enum edited
read_param(const struct editor *editor, const char *text, const char **out)
{
	const char *bad, *name;

	if (text == NULL)
		return EDITED;
	name = label_params(editor->arena, text, &bad);
	if (name == NULL || strchr(name, ' ') != NULL)
		return edit_wrong(editor, "newsletter_param",
		    "--newsletter-param is one name, 1"
		    " to %d of a-z 0-9 - _, such as newsletter: none that"
		    " leadpixel keeps anyway, such as utm_source, and none of"
		    " a secret, such as token", CUSTOM_PARAM_MAX);
	*out = name;
	return EDITED;
}

static enum edited
read_dates(const struct editor *editor, const char *text, const char **out)
{
	const char *bad, *names;

	if (text == NULL)
		return EDITED;
	names = label_fields(editor->arena, text, &bad);
	if (names == NULL || strlen(names) >= DATES_MAX)
		return edit_wrong(editor, "newsletter_dates",
		    "--newsletter-dates is names of"
		    " fields, parted by blanks, %d bytes at most in all",
		    DATES_MAX - 1);
	*out = names;
	return EDITED;
}

/* The outlets as they are to be. */
static enum edited
read_all(const struct editor *editor, const struct new_outlets *new,
    struct outlets *outlets)
{
	enum edited so_far = read_policy(editor, new->newsletter,
	    &outlets->newsletter);

	if (so_far == EDITED)
		so_far = read_url(editor, "newsletter_url",
		    new->newsletter_url, new->loopback,
		    &outlets->newsletter_url);
	if (so_far == EDITED)
		so_far = read_url(editor, "webhook_url", new->webhook_url,
		    new->loopback, &outlets->webhook_url);
	if (so_far == EDITED)
		so_far = read_param(editor, new->newsletter_param,
		    &outlets->newsletter_param);
	if (so_far == EDITED)
		so_far = read_dates(editor, new->newsletter_dates,
		    &outlets->newsletter_dates);
	if (so_far != EDITED)
		return so_far;
	if (*outlets->newsletter_url == '\0' &&
	    (strcmp(outlets->newsletter, "off") != 0 ||
	    *outlets->newsletter_param != '\0'))
		return edit_wrong(editor, "newsletter_url",
		    "a newsletter needs an address to sign people up at"
		    " (newsletter-url); without one it is off and has no"
		    " opt-in parameter");
	return EDITED;
}

enum edited
outlet_rules_change(const struct editor *editor, int64_t project,
    const struct new_outlets *new, struct str *said)
{
	const struct outlets *was;
	const size_t before = said->size;

	if (!outlets_read(editor->db, editor->arena, project, &was) ||
	    was == NULL)
		return EDIT_FAILED;
	struct outlets is = *was;
	const enum edited checked = read_all(editor, new, &is);
	if (checked != EDITED)
		return checked;
	rules_tell(said, "newsletter", was->newsletter, is.newsletter);
	rules_tell(said, "newsletter-url", was->newsletter_url,
	    is.newsletter_url);
	rules_tell(said, "newsletter-param", was->newsletter_param,
	    is.newsletter_param);
	rules_tell(said, "newsletter-dates", was->newsletter_dates,
	    is.newsletter_dates);
	rules_tell(said, "webhook-url", was->webhook_url, is.webhook_url);
	if (said->size == before)
		return EDITED;
	return outlets_change(editor->db, &is) ? EDITED : EDIT_FAILED;
}
