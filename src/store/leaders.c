#include "leaders.h"

#include <string.h>

#include "arena.h"
#include "census.h"
#include "db.h"
#include "figures.h"
#include "rows.h"

enum { LEADERS = 10 };

/* In their order, the last ones with room behind them. */
struct leaders {
	struct arena *arena;
	struct figure figures[LEADERS];
	size_t count;
};

/* Whether a name comes before that of as many hits. */
static bool
is_before(const char *name, const char *other)
{
	return other != NULL && (name == NULL || strcmp(name, other) < 0);
}

/* Its place among the leaders; LEADERS = none. */
static size_t
place(const struct leaders *leaders, const char *name, int64_t hits)
{
	size_t at = leaders->count;

	while (at > 0 && (leaders->figures[at - 1].count < hits ||
	    (leaders->figures[at - 1].count == hits &&
	    is_before(name, leaders->figures[at - 1].name))))
		at--;
	return at;
}

static bool
enter(struct leaders *leaders, const char *name, int64_t hits)
{
	const size_t at = place(leaders, name, hits);
	const char *const kept = name == NULL || at == LEADERS ? NULL
	    : arena_copy(leaders->arena, name, strlen(name));

	if (at == LEADERS)
		return true;
	leaders->count += leaders->count < LEADERS;
	memmove(&leaders->figures[at + 1], &leaders->figures[at],
	    (leaders->count - at - 1) * sizeof(leaders->figures[0]));
	leaders->figures[at] = (struct figure){ .name = kept, .count = hits };
	return name == NULL || kept != NULL;
}

static bool
enter_group(struct leaders *leaders, struct db *db, enum sql naming,
    const struct census_row *row)
{
	struct rows rows;
	bool kept = true;

	if (row->group == 0)
		return enter(leaders, NULL, row->figures.hits);
	db_query(db, &rows, naming, INT(row->group));
	if (rows_next(&rows))
		kept = enter(leaders, rows_text(&rows, 0),
		    row->figures.hits);
	return rows_done(&rows) && kept;
}

static bool
keep(const struct leaders *leaders, const struct figure **out)
{
	*out = NULL;
	for (size_t i = 0; i < leaders->count; i++) {
		struct figure *const figure = arena_take(leaders->arena,
		    sizeof(*figure));
		if (figure == NULL)
			return false;
		*figure = leaders->figures[i];
		*out = figure;
		out = &figure->next;
	}
	return true;
}

bool
leaders_find(struct db *db, struct arena *arena, struct census *census,
    enum sql naming, const struct figure **out)
{
	struct leaders leaders = { .arena = arena };
	size_t count;
	const struct census_row *const rows = census_rank(census, &count);

	for (size_t i = 0; i < count; i++) {
		/* names are asked for only as far as they may matter */
		if (leaders.count == LEADERS && rows[i].figures.hits <
		    leaders.figures[LEADERS - 1].count)
			break;
		if (!enter_group(&leaders, db, naming, &rows[i]))
			return false;
	}
	return keep(&leaders, out);
}
