#include "counts.h"

#include <assert.h>
#include <string.h>

#include "date.h"
#include "db.h"
#include "settings.h"

enum { HOUR_MS = 3600 * 1000, DAY_HOURS = 24 };

/* What else a collector answers, for each thousand hits it stores. */
static const struct {
	enum verdict verdict;
	double share;
} others[] = {
	{ VERDICT_BOT, 0.130 }, { VERDICT_DUPLICATE, 0.006 },
	{ VERDICT_IGNORED, 0.004 }, { VERDICT_ORIGIN_REFUSED, 0.0015 },
	{ VERDICT_RATE_LIMITED, 0.0008 }, { VERDICT_BAD_REQUEST, 0.0005 },
	{ VERDICT_BUSY, 0.00005 },
};

void
counts_begin(struct counts *counts, int64_t hour)
{
	memset(counts, 0, sizeof(*counts));
	counts->first_hour = hour;
}

void
counts_page(struct counts *counts, int64_t at_ms, size_t site, size_t page,
    bool first)
{
	const int64_t hour = at_ms / HOUR_MS - counts->first_hour;

	assert(hour >= 0 && hour < COUNT_HOURS);
	counts->pages[hour][site][page].views++;
	counts->pages[hour][site][page].sessions += first;
}

void
counts_hit(struct counts *counts, struct chance *chance, int64_t at_ms,
    size_t site, enum verdict verdict)
{
	const int64_t day = date_day(at_ms) - counts->first_hour / DAY_HOURS;
	double drawn = chance_unit(chance);

	assert(day >= 0 && day < COUNT_DAYS);
	int64_t *const verdicts = counts->verdicts[day][site];

	verdicts[verdict]++;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		if (drawn < others[i].share) {
			verdicts[others[i].verdict]++;
			return;
		}
		drawn -= others[i].share;
	}
}

static bool
save_hour(const struct counts *counts, struct db *db,
    const struct site *sites, size_t site_count, int64_t hour)
{
	for (size_t i = 0; i < site_count; i++)
		for (size_t page = 0; page < sites[i].count; page++) {
			const struct page_count *const count =
			    &counts->pages[hour][i][page];

			if (count->views > 0 && !db_run(db,
			    SQL_SAMPLE_PAGE_HOUR, INT(sites[i].pixel->id),
			    INT(counts->first_hour + hour),
			    INT(sites[i].ids[page]), INT(count->views),
			    INT(count->sessions)))
				return false;
		}
	return true;
}

static bool
save_verdicts(const struct counts *counts, struct db *db,
    const struct site *site, size_t number, int64_t day)
{
	const int64_t *const verdicts = counts->verdicts[day][number];

	for (int i = 0; i < VERDICT_COUNT; i++)
		if (verdicts[i] > 0 && !db_run(db, SQL_VERDICT_COUNT,
		    INT(site->pixel->id),
		    INT(counts->first_hour / DAY_HOURS + day),
		    TEXT(verdict_name((enum verdict)i)), INT(verdicts[i])))
			return false;
	return true;
}

bool
counts_save(const struct counts *counts, struct db *db,
    const struct site *sites, size_t site_count)
{
	for (int64_t hour = 0; hour < COUNT_HOURS; hour++)
		if (!save_hour(counts, db, sites, site_count, hour))
			return false;
	for (int64_t day = 0; day < COUNT_DAYS; day++)
		for (size_t i = 0; i < site_count; i++)
			if (!save_verdicts(counts, db, &sites[i], i, day))
				return false;
	return true;
}
