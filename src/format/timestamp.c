#include "timestamp.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const int64_t last_ms = INT64_C(253402300799000);	/* of 9999 */

void
timestamp_print(int64_t ms, char out[TIMESTAMP_TEXT])
{
	const time_t seconds = ms < 0 || ms > last_ms ? 0
	    : (time_t)(ms / 1000);
	struct tm tm;

	if (gmtime_r(&seconds, &tm) == NULL ||
	    strftime(out, TIMESTAMP_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		out[0] = '\0';
}

/* date-time without fractions (RFC 3339 5.6) */
bool
timestamp_parse(const char *text, int64_t *ms)
{
	struct tm tm = { 0 };
	char back[TIMESTAMP_TEXT], spelled[TIMESTAMP_TEXT];
	const char *rest;

	if (strlen(text) >= TIMESTAMP_TEXT)
		return false;
	rest = strptime(text, strchr(text, 'T') != NULL
	    ? "%Y-%m-%dT%H:%M:%S" : "%Y-%m-%d %H:%M:%S", &tm);
	if (rest == NULL || (rest[0] != '\0' && strcmp(rest, "Z") != 0))
		return false;
	*ms = (int64_t)timegm(&tm) * 1000;
	/* strptime takes the 31st of June */
	timestamp_print(*ms, back);
	snprintf(spelled, sizeof(spelled), "%.10sT%.8sZ", text, text + 11);
	return strcmp(back, spelled) == 0;
}
