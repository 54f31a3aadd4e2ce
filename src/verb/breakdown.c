#include "breakdown.h"

#include "arena.h"
#include "survey.h"

/* What is read, and into what. */
struct making {
	struct survey *survey;
	struct arena *arena;
	const struct breakdown_ask *ask;
	struct breakdown *out;
};

static bool
name_rows(const struct making *making, struct breakdown_row *rows,
    const struct census_row *from, const struct census *earlier)
{
	for (size_t i = 0; i < making->out->count; i++) {
		rows[i].figures = from[i].figures;
		if (earlier != NULL)
			rows[i].before = census_find(earlier, from[i].group);
		if (!survey_name(making->survey, making->arena,
		    making->ask->survey->by, from[i].group, &rows[i].name))
			return false;
	}
	return true;
}

static bool
take_rows(const struct making *making, struct census *census,
    const struct census *earlier)
{
	struct breakdown *const out = making->out;
	struct breakdown_row *rows;
	size_t all;
	const struct census_row *const from = census_rank(census, &all);

	out->total = census_total(census);
	if (earlier != NULL)
		out->total_before = census_total(earlier);
	out->count = all < making->ask->limit ? all
	    : making->ask->limit;
	out->others = all - out->count;
	rows = arena_take(making->arena, (out->count + 1) * sizeof(*rows));
	out->rows = rows;
	return rows != NULL && name_rows(making, rows, from, earlier);
}

/* A census of a period, or NULL and *failed. */
static struct census *
count(const struct making *making, const struct period *period, bool *failed)
{
	struct census *const census = census_open();

	*failed = census == NULL || !survey_count(making->survey,
	    making->ask->survey, period, census);
	return census;
}

bool
breakdown_make(struct survey *survey, struct arena *arena,
    const struct breakdown_ask *ask, struct breakdown *out)
{
	const struct making making = { survey, arena, ask, out };
	struct census *census, *earlier = NULL;
	bool failed;

	*out = (struct breakdown){ .count = 0 };
	census = count(&making, ask->period, &failed);
	if (!failed && ask->before != NULL)
		earlier = count(&making, ask->before, &failed);
	failed = failed || !take_rows(&making, census, earlier);
	census_close(census);
	census_close(earlier);
	return !failed;
}
