#include "sieve.h"

#include <stdio.h>
#include <string.h>

#include "arena.h"
#include "bounds.h"
#include "db.h"
#include "fold.h"
#include "job.h"
#include "keeper.h"
#include "rows.h"
#include "str.h"

enum { FOLD_ROOM = 16 * 1024, NAME_ROOM = 2 * NAME_MAX_BYTES + 2 };

/* What one looks for, in the spelling all are compared in. */
struct needle {
	const char *folded;		/* NULL = for everything */
	char digits[PHONE_MAX];		/* "" = it is no number */
	int64_t id;
};

struct search {
	const struct sieve *sieve;
	struct needle needle;
	bool by_state;
	int64_t window;			/* rows asked for at once */
	int64_t seen, kept;
	const struct lead_line **end;
};

/* The digits of a telephone number, without those that only dial out. */
static void
read_digits(const char *text, char out[PHONE_MAX])
{
	struct str digits;

	str_init(&digits, out, PHONE_MAX);
	for (; text != NULL && *text != '\0'; text++)
		if (*text >= '0' && *text <= '9' &&
		    (digits.size > 0 || *text != '0'))
			str_add_char(&digits, *text);
}

static void
read_needle(struct arena *arena, const char *text, struct needle *out)
{
	static const char written[] = "0123456789+-/(). ";

	*out = (struct needle){ .id = 0 };
	if (text == NULL)
		return;
	out->folded = fold_name(arena, text);
	(void)str_int(text, 1, INT64_MAX, &out->id);
	if (text[strspn(text, written)] == '\0')
		read_digits(text, out->digits);
	/* two digits are in every number */
	if (strlen(out->digits) < 3)
		out->digits[0] = '\0';
}

static bool
holds(struct arena *scratch, const char *text, const char *folded)
{
	const char *const mine = text == NULL ? NULL
	    : fold_name(scratch, text);

	return mine != NULL && strstr(mine, folded) != NULL;
}

static bool
has_number(const struct lead_line *line, const struct needle *needle)
{
	char digits[PHONE_MAX];

	if (needle->digits[0] == '\0' || line->phone == NULL)
		return false;
	read_digits(line->phone, digits);
	return strstr(digits, needle->digits) != NULL;
}

static bool
has_text(const struct lead_line *line, const struct needle *needle)
{
	char memory[FOLD_ROOM], name[NAME_ROOM];
	struct arena scratch;

	if (needle->folded == NULL || line->id == needle->id)
		return true;
	arena_init(&scratch, memory, sizeof(memory));
	snprintf(name, sizeof(name), "%s %s",
	    line->first_name == NULL ? "" : line->first_name,
	    line->last_name == NULL ? "" : line->last_name);
	return holds(&scratch, name, needle->folded) ||
	    holds(&scratch, line->email, needle->folded) ||
	    holds(&scratch, line->form_name, needle->folded) ||
	    holds(&scratch, line->form_id, needle->folded) ||
	    has_number(line, needle);
}

static bool
is_asked(const char *asked, const char *text)
{
	return asked == NULL || strcmp(asked, text == NULL ? "" : text) == 0;
}

static bool
is_in(const struct sieve *sieve, const char *state)
{
	if (sieve->states[0] == NULL)
		return true;
	for (int i = 0; i < SIEVE_STATES && sieve->states[i] != NULL; i++)
		if (state != NULL && strcmp(sieve->states[i], state) == 0)
			return true;
	return false;
}

static bool
passes(const struct search *search, const struct lead_line *line)
{
	const struct sieve *const sieve = search->sieve;

	return (sieve->project == 0 || line->project_id == sieve->project) &&
	    is_asked(sieve->pixel, line->pixel) &&
	    line->received >= sieve->from &&
	    (sieve->until == 0 || line->received < sieve->until) &&
	    is_in(sieve, line->job.state) &&
	    is_asked(sieve->source, line->last.source) &&
	    is_asked(sieve->campaign, line->last.campaign) &&
	    has_text(line, &search->needle);
}

/*
 * Few are in a state that somebody or something waits for: they are found by
 * it wherever they are.  Most of all leads end well: of a project, those are
 * sooner found among its newest.
 */
static bool
goes_by_state(const struct sieve *sieve)
{
	enum job_state state;

	if (sieve->states[0] == NULL)
		return false;
	return (sieve->project == 0 && sieve->pixel == NULL) ||
	    !job_state_find(sieve->states[0], &state) ||
	    !job_is_final(state) || state == JOB_FAILED;
}

/* A search that finds much is over soon; one that finds nothing goes on. */
static int64_t
choose_window(const struct search *search)
{
	const struct sieve *const sieve = search->sieve;
	const bool all = sieve->states[0] == NULL &&
	    sieve->source == NULL && sieve->campaign == NULL &&
	    search->needle.folded == NULL;

	return all ? sieve->limit + 1 : LEADS_WINDOW;
}

static const char *
kind_of(const struct sieve *sieve)
{
	return sieve->signups ? "signup" : "lead";
}

static void
ask_state(struct db *db, struct rows *rows, const struct search *search,
    const struct sieve_mark *after)
{
	const struct sieve *const sieve = search->sieve;
	const int64_t before = after->id == 0 ? INT64_MAX : after->id;
	const int64_t most = search->window;
	const char *const kind = kind_of(sieve);
	const char *const target = sieve->signups ? "newsletter"
	    : "pipedrive";

	db_query(db, rows, SQL_SIEVE_STATE,
	    TEXT(kind), TEXT(sieve->states[0]), TEXT(target), INT(before),
	    INT(most),
	    TEXT(kind), TEXT(sieve->states[1]), TEXT(target), INT(before),
	    INT(most),
	    TEXT(kind), TEXT(sieve->states[2]), TEXT(target), INT(before),
	    INT(most), INT(most));
}

static void
ask_newest(struct db *db, struct rows *rows, const struct search *search,
    const struct sieve_mark *after)
{
	const struct sieve *const sieve = search->sieve;
	struct sieve_mark before = *after;

	if (before.moment == 0)
		before = (struct sieve_mark){ INT64_MAX, INT64_MAX };
	if (sieve->until != 0 && sieve->until <= before.moment)
		before = (struct sieve_mark){ sieve->until, 0 };
	db_query(db, rows, SQL_SIEVE_NEWEST, INT(sieve->from),
	    INT(before.moment), INT(before.id), TEXT(kind_of(sieve)),
	    INT(search->window), INT(sieve->project), INT(sieve->project),
	    TEXT(sieve->pixel), TEXT(sieve->pixel), INT(search->window));
}

/* Adds what passes and has room, and gives back the memory of the rest. */
static bool
take(struct keeper *keeper, struct search *search, struct sieve_page *out)
{
	const size_t used = keeper->arena->used;
	struct lead_line *const line = lead_line_keep(keeper);

	if (line == NULL)
		return false;
	const struct sieve_mark mark = { line->received,
		search->by_state ? line->job.id : line->id };
	const bool good = passes(search, line);
	out->more = good && search->kept == search->sieve->limit;
	if (out->more || !good)
		keeper->arena->used = used;
	if (out->more)
		return false;
	if (good) {
		*search->end = line;
		search->end = &line->next;
		search->kept++;
	}
	out->next = mark;
	return true;
}

/* One window; *whole = it was full, and there may be more behind it. */
static bool
sift(struct rows *rows, struct arena *arena, struct search *search,
    struct sieve_page *out, bool *whole)
{
	struct keeper keeper = { .arena = arena, .rows = rows };
	int64_t count = 0;

	while (rows_next(rows) && take(&keeper, search, out))
		count++;
	search->seen += count;
	*whole = !out->more && count == search->window;
	return rows_done(rows) && !keeper.failed;
}

bool
sieve_read(struct db *db, struct arena *arena, const struct sieve *sieve,
    struct sieve_page *out)
{
	struct search search = { .sieve = sieve,
		.by_state = goes_by_state(sieve), .end = &out->lines };
	struct rows rows;
	bool good, whole;

	*out = (struct sieve_page){ .lines = NULL, .next = sieve->after };
	read_needle(arena, sieve->text, &search.needle);
	search.window = choose_window(&search);
	do {
		if (search.by_state)
			ask_state(db, &rows, &search, &out->next);
		else
			ask_newest(db, &rows, &search, &out->next);
		good = sift(&rows, arena, &search, out, &whole);
	} while (good && whole && search.seen < LEADS_LOOK_BACK);
	out->more |= whole;
	return good;
}

bool
sieve_count(struct db *db, struct arena *arena, const struct sieve *sieve,
    const struct sieve_count **out)
{
	struct rows rows;
	struct keeper keeper = { .arena = arena, .rows = &rows };

	*out = NULL;
	db_query(db, &rows, SQL_SIEVE_COUNT, INT(sieve->project),
	    INT(sieve->project), TEXT(sieve->pixel), TEXT(sieve->pixel));
	while (!keeper.failed && rows_next(&rows)) {
		struct sieve_count *const count = keeper_take(&keeper,
		    sizeof(*count));
		if (count == NULL)
			break;
		*count = (struct sieve_count){
			.state = keeper_string(&keeper, 0),
			.leads = rows_int(&rows, 1),
		};
		*out = count;
		out = &count->next;
	}
	return rows_done(&rows) && !keeper.failed;
}
