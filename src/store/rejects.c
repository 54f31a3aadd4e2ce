#include "rejects.h"

#include <string.h>

#include "db.h"
#include "exchange.h"
#include "label.h"
#include "mask.h"

enum { AGENT_SHOWN = 80 };

/* The verdicts without rows; those of a stored hit are not here. */
static const bool noted[VERDICT_COUNT] = {
	[VERDICT_BOT] = true,
	[VERDICT_SUSPECT] = true,
	[VERDICT_IGNORED] = true,
	[VERDICT_RATE_LIMITED] = true,
	[VERDICT_BAD_REQUEST] = true,
	[VERDICT_UNKNOWN_PIXEL] = true,
	[VERDICT_INACTIVE_PIXEL] = true,
	[VERDICT_ORIGIN_REFUSED] = true,
	[VERDICT_COUNTED_ONLY] = true,
	[VERDICT_BUSY] = true,
};

/* Text of strangers: nothing that steers a terminal, nothing personal. */
static void
set_detail(struct reject *reject, const char *text, size_t max)
{
	size_t size = 0;

	for (; size < max && text[size] != '\0'; size++)
		reject->detail[size] = text[size] < ' ' || text[size] > '~'
		    ? '?' : text[size];
	reject->detail[size] = '\0';
	mask_address(reject->detail);
	(void)mask_numbers(reject->detail);
}

bool
reject_of(const struct request *request, const struct response *response,
    struct reject *out)
{
	const enum verdict verdict = response->verdict;

	if (!noted[verdict])
		return false;
	out->received = request->received;
	out->verdict = verdict;
	out->pixel[0] = out->detail[0] = '\0';
	if (request->pixel != NULL && label_public_id(request->pixel))
		memcpy(out->pixel, request->pixel,
		    strlen(request->pixel) + 1);
	if (response->detail != NULL)
		set_detail(out, response->detail, REJECT_DETAIL_MAX);
	else if (response->verdict_field != NULL)
		set_detail(out, response->verdict_field, REJECT_DETAIL_MAX);
	else if (verdict == VERDICT_BOT || verdict == VERDICT_SUSPECT)
		set_detail(out, request->user_agent, AGENT_SHOWN);
	return true;
}

void
rejects_note(struct rejects *rejects, const struct reject *reject)
{
	rejects->rows[rejects->next] = *reject;
	rejects->next = (rejects->next + 1) % REJECTS_MAX;
	if (rejects->count < REJECTS_MAX)
		rejects->count++;
}

/* The i-th, oldest first. */
static const struct reject *
at(const struct rejects *rejects, size_t i)
{
	return &rejects->rows[(rejects->next + REJECTS_MAX - rejects->count +
	    i) % REJECTS_MAX];
}

void
rejects_move(struct rejects *from, struct rejects *to)
{
	to->next = to->count = 0;
	for (size_t i = 0; i < from->count; i++)
		rejects_note(to, at(from, i));
	from->count = 0;
}

static bool
add(struct db *db, const struct reject *reject)
{
	return db_run(db, SQL_REJECT_ADD,
	    TEXT(reject->pixel[0] == '\0' ? NULL : reject->pixel),
	    INT(reject->received), TEXT(verdict_name(reject->verdict)),
	    TEXT(reject->detail[0] == '\0' ? NULL : reject->detail));
}

static bool
trim(struct db *db)
{
	return db_run(db, SQL_REJECT_TRIM, INT(REJECTS_MAX));
}

bool
rejects_write(struct db *db, const struct rejects *a,
    const struct rejects *b)
{
	size_t i = 0, j = 0;
	bool good = true;

	while (good && (i < a->count || j < b->count)) {
		const size_t left = a->count - i + b->count - j;
		const bool first = j == b->count || (i < a->count &&
		    at(a, i)->received <= at(b, j)->received);
		const struct reject *next = first ? at(a, i++) : at(b, j++);

		if (left <= REJECTS_MAX)
			good = add(db, next);
	}
	return good && trim(db);
}

bool
rejects_write_one(struct db *db, const struct reject *reject)
{
	return add(db, reject) && trim(db);
}
