#include "period.h"

#include "date.h"
#include "inquiry.h"
#include "json.h"

enum { DAYS_DEFAULT = 30, DAYS_MOST = 365 };

static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;

bool
period_asked(struct inquiry *inquiry, struct period *out)
{
	out->days = DAYS_DEFAULT;
	out->end = inquiry->now;
	if (!inquiry_number(inquiry, "days", 1, DAYS_MOST, &out->days))
		return false;
	out->start = (date_day(out->end) - out->days + 1) * day_ms;
	return true;
}

void
period_tell(struct str *out, const struct period *period)
{
	json_open(out, "date_range", '{');
	inquiry_time(out, "start", period->start);
	inquiry_time(out, "end", period->end);
	json_add_int(out, "days", period->days);
	json_close(out, '}');
}
