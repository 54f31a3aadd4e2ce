#include "days.h"

#include "date.h"
#include "inquiry.h"
#include "json.h"

enum { DAYS_DEFAULT = 30, DAYS_MOST = 365 };

static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;

bool
days_asked(struct inquiry *inquiry, struct days *out)
{
	out->days = DAYS_DEFAULT;
	out->end = inquiry->now;
	if (!inquiry_number(inquiry, "days", 1, DAYS_MOST, &out->days))
		return false;
	out->start = (date_day(out->end) - out->days + 1) * day_ms;
	return true;
}

void
days_tell(struct str *out, const struct days *days)
{
	json_open(out, "date_range", '{');
	inquiry_time(out, "start", days->start);
	inquiry_time(out, "end", days->end);
	json_add_int(out, "days", days->days);
	json_close(out, '}');
}
