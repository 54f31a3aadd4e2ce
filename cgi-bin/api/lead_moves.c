#include "routes.h"

#include "cancel.h"
#include "inquiry.h"
#include "json.h"
#include "lead_line.h"
#include "lead_page.h"
#include "requeue.h"
#include "resolve.h"
#include "screening.h"
#include "target.h"
#include "wish.h"

/* What is said of a lead; the words are in the body. */
struct saying {
	const struct lead_line *line;
	const char *target;
	int64_t person;
};

/* Each is one verb, its body has these members; false after a refusal that
   is not the verb's. */
static bool
begin(struct inquiry *inquiry, const char *members, struct saying *out,
    struct editor *editor)
{
	return lead_page_find(inquiry, &out->line) &&
	    wish_has_only(inquiry, members) &&
	    inquiry_editor(inquiry, editor);
}

static void
finish(struct inquiry *inquiry, const struct saying *saying,
    enum edited edited)
{
	if (inquiry_edited(inquiry, edited))
		lead_page_say(inquiry, saying->line);
}

static bool
read_target(struct inquiry *inquiry, struct saying *out)
{
	enum target found;

	if (!inquiry_member(inquiry, "target", &out->target))
		return false;
	if (out->target == NULL)
		out->target = target_name(TARGET_PIPEDRIVE);
	if (target_find(out->target, &found))
		return true;
	inquiry_bad(inquiry, "target", "target is pipedrive, newsletter or"
	    " webhook.");
	return false;
}

static bool
read_person(struct inquiry *inquiry, struct saying *out)
{
	if (json_int(inquiry->body, "person", 0, INT32_MAX, &out->person))
		return true;
	inquiry_bad(inquiry, "person", "person is the number of a person in"
	    " Pipedrive, or 0 for nobody.");
	return false;
}

void
lead_requeue(struct inquiry *inquiry)
{
	struct saying saying;
	struct editor editor;

	if (read_target(inquiry, &saying) &&
	    begin(inquiry, "target", &saying, &editor))
		finish(inquiry, &saying, requeue_lead(&editor,
		    saying.line->id, saying.target));
}

void
lead_cancel(struct inquiry *inquiry)
{
	struct saying saying;
	struct editor editor;

	if (read_target(inquiry, &saying) &&
	    begin(inquiry, "target", &saying, &editor))
		finish(inquiry, &saying, cancel_lead(&editor,
		    saying.line->id, saying.target));
}

void
lead_resolve(struct inquiry *inquiry)
{
	struct saying saying;
	struct editor editor;

	if (read_person(inquiry, &saying) &&
	    begin(inquiry, "person", &saying, &editor))
		finish(inquiry, &saying, resolve_lead(&editor,
		    saying.line->id, saying.person));
}

void
lead_release(struct inquiry *inquiry)
{
	struct saying saying;
	struct editor editor;
	bool sent;

	if (begin(inquiry, "", &saying, &editor))
		finish(inquiry, &saying, screening_release(&editor,
		    saying.line->id, &sent));
}

void
lead_spam(struct inquiry *inquiry)
{
	struct saying saying;
	struct editor editor;

	if (begin(inquiry, "", &saying, &editor))
		finish(inquiry, &saying, screening_spam(&editor,
		    saying.line->id));
}
