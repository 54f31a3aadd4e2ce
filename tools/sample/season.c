#include "season.h"

#include <math.h>
#include <stdlib.h>

#include "chance.h"

enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24, WEEK = 7 };

/* By UTC: most visitors live an hour or two east of it. */
static const double by_hour[DAY_HOURS] = {
	0.30, 0.20, 0.15, 0.15, 0.25, 0.50, 0.90, 1.20, 1.40, 1.50, 1.45, 1.35,
	1.30, 1.35, 1.35, 1.30, 1.30, 1.40, 1.60, 1.75, 1.60, 1.20, 0.80, 0.50,
};

/* From Monday on. */
static const double by_weekday[WEEK] = {
	1.12, 1.15, 1.12, 1.08, 0.95, 0.72, 0.86
};

/* From January on. */
static const double by_month[12] = {
	1.05, 1.10, 1.15, 1.15, 1.10, 0.95, 0.80, 0.80, 1.00, 1.05, 1.10, 0.75
};

static double
weight_of_day(const struct season *season, int64_t day, struct chance *chance)
{
	const int64_t days = season->hours / DAY_HOURS;
	const int64_t first = season->first_hour / DAY_HOURS;
	/* 1 January 1970 was a Thursday */
	const int64_t weekday = (first + day + 3) % WEEK;
	const double year = fmod((double)(first + day), 365.25) / 365.25;
	const double grown = 0.7 + 0.7 * (double)day / (double)days;

	return by_weekday[weekday] * by_month[(int)(year * 12)] * grown *
	    (0.85 + 0.3 * chance_unit(chance));
}

struct season
season_open(int64_t until_ms, int64_t days, struct chance *chance)
{
	struct season season = { .hours = days * DAY_HOURS };
	double sum = 0, weight = 0;

	/* the hour that is under way is the last */
	season.first_hour = until_ms / HOUR_MS - season.hours + 1;
	season.ends = calloc((size_t)season.hours + 1, sizeof(double));
	if (season.ends == NULL)
		return season;
	for (int64_t i = 0; i < season.hours; i++) {
		const int64_t hour = (season.first_hour + i) % DAY_HOURS;

		if (i == 0 || hour == 0)
			weight = weight_of_day(&season, i / DAY_HOURS, chance);
		sum += weight * by_hour[hour];
		season.ends[i + 1] = sum;
	}
	/* of the last hour, what is over of it */
	sum -= weight * by_hour[(until_ms / HOUR_MS) % DAY_HOURS] *
	    (1 - (double)(until_ms % HOUR_MS) / HOUR_MS);
	season.ends[season.hours] = sum;
	return season;
}

void
season_close(struct season *season)
{
	free(season->ends);
}

int64_t
season_before(const struct season *season, int64_t hour, int64_t total)
{
	if (hour >= season->hours)
		return total;
	return (int64_t)((double)total * season->ends[hour] /
	    season->ends[season->hours]);
}
