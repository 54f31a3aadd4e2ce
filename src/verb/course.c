#include "course.h"

#include "arena.h"
#include "survey.h"

bool
course_make(struct survey *survey, struct arena *arena,
    const struct survey_ask *ask, const struct period *period,
    struct course *out)
{
	struct census_figures *const parts = arena_take(arena,
	    period->count * sizeof(*parts));
	struct census *const census = census_open();
	const bool done = parts != NULL && census != NULL &&
	    survey_count(survey, ask, period, census);

	for (size_t i = 0; done && i < period->count; i++)
		parts[i] = census_find(census, (int64_t)i);
	if (done)
		*out = (struct course){ census_total(census), parts };
	census_close(census);
	return done;
}
