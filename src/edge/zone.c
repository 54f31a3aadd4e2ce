#include "zone.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "date.h"

int64_t
zone_day(const char *zone, int64_t ms)
{
	const char *const set = getenv("TZ");
	const time_t seconds = (time_t)(ms / 1000);
	struct tm there;

	if (set == NULL || strcmp(set, zone) != 0) {
		setenv("TZ", zone, 1);
		tzset();
	}
	localtime_r(&seconds, &there);
	return date_day(ms + (int64_t)there.tm_gmtoff * 1000);
}
