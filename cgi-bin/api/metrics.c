#include "routes.h"

#include <string.h>

#include "clock.h"
#include "gauges.h"
#include "inquiry.h"
#include "json.h"
#include "office.h"
#include "str.h"

static const int64_t hour_ms = INT64_C(60) * 60 * 1000;

/* One line a number, with its place in the original's answer. */
static const struct metric {
	const char *group;		/* of the JSON */
	const char *member;
	size_t offset;			/* in struct gauges */
	const char *name, *help;	/* of Prometheus */
} metrics[] = {
#define METRIC(group, member, field, name, help) \
	{ group, member, offsetof(struct gauges, field), name, help }
	METRIC("database", "total_events", events, "leadpixel_events",
	    "Hits kept, of all time."),
	METRIC("database", "unique_visitors", visitors,
	    "leadpixel_visitors", "Different visitors."),
	METRIC("database", "unique_sessions", sessions,
	    "leadpixel_sessions", "Visits."),
	METRIC("database", "active_pixels", pixels, "leadpixel_pixels",
	    "Pixels that collect."),
	METRIC("recent_activity", "events_last_hour", events_hour,
	    "leadpixel_events_last_hour", "Hits of the last 60 minutes."),
	METRIC("recent_activity", "form_submissions_last_hour", forms_hour,
	    "leadpixel_forms_last_hour",
	    "Forms sent in the last 60 minutes."),
	METRIC("pipedrive", "circuit_breaker_failures", failures,
	    "leadpixel_breaker_failures",
	    "Failures in a row before the worst breaker."),
	METRIC("pipedrive", "delayed_sync_pending", due,
	    "leadpixel_jobs_due", "Deliveries to Pipedrive due by now."),
	METRIC("pipedrive", "delayed_sync_total", queued,
	    "leadpixel_jobs_queued",
	    "Deliveries to Pipedrive that are to come."),
#undef METRIC
};

enum { METRICS = sizeof(metrics) / sizeof(metrics[0]) };

static int64_t
number_of(const struct gauges *gauges, const struct metric *metric)
{
	int64_t number;

	memcpy(&number, (const char *)gauges + metric->offset,
	    sizeof(number));
	return number;
}

static void
add_group(struct str *out, const char *group, const struct gauges *gauges)
{
	for (size_t i = 0; i < METRICS; i++)
		if (strcmp(metrics[i].group, group) == 0)
			json_add_int(out, metrics[i].member,
			    number_of(gauges, &metrics[i]));
}

static void
say_json(struct inquiry *inquiry, const struct gauges *gauges)
{
	static const char *const walls[] = { "closed", "half_open", "open" };
	struct str *const out = inquiry_begin(inquiry);

	inquiry_time(out, "timestamp", inquiry->now);
	json_open(out, "metrics", '{');
	json_open(out, "database", '{');
	add_group(out, "database", gauges);
	json_close(out, '}');
	json_open(out, "recent_activity", '{');
	add_group(out, "recent_activity", gauges);
	json_close(out, '}');
	json_open(out, "pipedrive", '{');
	json_add_text(out, "circuit_breaker_state", walls[gauges->wall]);
	inquiry_time(out, "circuit_breaker_next_attempt", gauges->until);
	add_group(out, "pipedrive", gauges);
	json_close(out, '}');
	json_open(out, "system", '{');
	json_add_text(out, "environment", "production");
	/* the original's cache held the counters of its limits, too */
	json_add_bool(out, "cache_available", inquiry->api->limiter != NULL);
	json_add_bool(out, "database_available", true);
	json_close(out, '}');
	json_close(out, '}');
	inquiry_end(inquiry);
}

/* Its text format, version 0.0.4: a HELP, a TYPE and a line each. */
static void
say_text(struct inquiry *inquiry, const struct gauges *gauges)
{
	struct response *const response = &inquiry->exchange->response;
	struct str *const out = &response->body;

	response->type = "text/plain; version=0.0.4; charset=utf-8";
	for (size_t i = 0; i < METRICS; i++)
		str_addf(out, "# HELP %s %s\n# TYPE %s gauge\n%s %lld\n",
		    metrics[i].name, metrics[i].help, metrics[i].name,
		    metrics[i].name, (long long)number_of(gauges,
		    &metrics[i]));
	str_addf(out, "# HELP leadpixel_breaker_open Whether the worst breaker"
	    " is closed (0), half open (1) or open (2).\n"
	    "# TYPE leadpixel_breaker_open gauge\n"
	    "leadpixel_breaker_open %lld\n", (long long)gauges->wall);
}

void
metrics_show(struct inquiry *inquiry)
{
	const char *const format = inquiry_param(inquiry, "format");
	const bool text = format != NULL && strcmp(format, "prometheus") == 0;
	struct gauges gauges;

	if (format != NULL && !text && strcmp(format, "json") != 0) {
		inquiry_bad(inquiry, "format",
		    "format is json or prometheus.");
		return;
	}
	if (!gauges_read(inquiry->db, inquiry->who.project, inquiry->now,
	    inquiry->now - hour_ms, &gauges)) {
		inquiry_failed(inquiry);
		return;
	}
	if (text)
		say_text(inquiry, &gauges);
	else
		say_json(inquiry, &gauges);
}
