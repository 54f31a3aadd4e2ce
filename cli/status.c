#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "order.h"
#include "json.h"
#include "page.h"
#include "status.h"
#include "when.h"

enum { TEXT = 512 };


static void
add_counts(struct str *out, const struct figure *figure)
{
	for (; figure != NULL; figure = figure->next)
		str_addf(out, "%s%s %lld", out->size == 0 ? "" : ", ",
		    figure->name, (long long)figure->count);
	if (out->size == 0)
		str_add(out, "none");
}

static void
add_bytes(struct str *out, int64_t bytes)
{
	const int64_t kib = bytes / 1024;

	if (kib < 10240)
		str_addf(out, "%lld KiB", (long long)kib);
	else if (kib < 10240 * INT64_C(1024))
		str_addf(out, "%lld MiB", (long long)(kib / 1024));
	else
		str_addf(out, "%lld GiB", (long long)(kib / 1024 / 1024));
}

static void
print_run(const struct last_run *run, const struct when *when)
{
	char text[TEXT], moment[WHEN_TEXT];

	if (run->started == 0) {
		page_field("Sync", "has not run yet; cron starts"
		    " leadpixel-sync each minute");
		return;
	}
	snprintf(text, sizeof(text), "%s (%s): %lld taken up, %lld applied,"
	    " %lld failed", when_distance(when, run->started, moment),
	    run->ended == 0 ? "not ended" : run->reason == NULL ? "ended"
	    : run->reason, (long long)run->claimed, (long long)run->applied,
	    (long long)run->failed);
	page_field("Sync", text);
}

static void
print_store(const struct status *status, const char *path)
{
	char room[TEXT];
	struct str text;

	page_field("Database", path);
	str_init(&text, room, sizeof(room));
	add_bytes(&text, status->database_bytes);
	str_add(&text, ", write-ahead log ");
	add_bytes(&text, status->log_bytes);
	str_add(&text, ", free on its disk ");
	if (status->free_bytes < 0)
		str_add(&text, "unknown");
	else
		add_bytes(&text, status->free_bytes);
	page_field("Size", room);
	snprintf(room, sizeof(room), "%s%s", status->sqlite,
	    status->sqlite_has_race ? ", which can lose a commit when two"
	    " programs write and checkpoint at one moment (mended in"
	    " 3.51.3).  leadpixel's own programs take turns; change nothing"
	    " by another program while they run." : "");
	page_field("SQLite", room);
}

static void
print_status(const struct status *status, const struct config *config,
    const struct when *when)
{
	static const char *const words[] = { "NOTE    ", "LOOK    ",
		"BROKEN  " };
	char room[TEXT], moment[WHEN_TEXT];
	struct str text;

	if (status->level == STATUS_WELL)
		puts("All is well.");
	for (const struct fault *fault = status->faults;
	    fault != NULL; fault = fault->next) {
		fputs(words[fault->level], stdout);
		page_wrap(fault->text == NULL ? "" : fault->text, 8);
	}
	putchar('\n');
	str_init(&text, room, sizeof(room));
	str_addf(&text, "%lld hit%s, %lld lead%s (since 00:00 UTC)",
	    (long long)status->hits, status->hits == 1 ? "" : "s",
	    (long long)status->figures.leads,
	    status->figures.leads == 1 ? "" : "s");
	page_field("Today", room);
	str_init(&text, room, sizeof(room));
	add_counts(&text, status->figures.verdicts);
	page_field("Verdicts", room);
	str_init(&text, room, sizeof(room));
	add_counts(&text, status->figures.jobs);
	page_field("Queue", room);
	if (status->figures.oldest_due != 0) {
		snprintf(room, sizeof(room), "the oldest was due %s",
		    when_distance(when, status->figures.oldest_due, moment));
		page_field("Due", room);
	}
	print_run(&status->figures.run, when);
	print_store(status, config->database);
}

static void
add_figures(struct str *out, const char *name, const struct figure *figure)
{
	json_open(out, name, '{');
	for (; figure != NULL; figure = figure->next)
		json_add_int(out, figure->name, figure->count);
	json_close(out, '}');
}

static void
add_sync(struct str *out, const struct figures *figures)
{
	const struct last_run *const run = &figures->run;

	json_open(out, "last_run", '{');
	answer_time(out, "started", run->started);
	answer_time(out, "ended", run->ended);
	json_add_text(out, "reason", run->reason);
	json_add_int(out, "claimed", run->claimed);
	json_add_int(out, "applied", run->applied);
	json_add_int(out, "failed", run->failed);
	json_close(out, '}');
	json_open(out, "breakers", '[');
	for (const struct open_breaker *breaker = figures->breakers;
	    breaker != NULL; breaker = breaker->next) {
		json_open(out, NULL, '{');
		json_add_text(out, "target", breaker->target);
		json_add_text(out, "owner", breaker->owner);
		json_add_text(out, "name", breaker->name);
		json_add_text(out, "state", breaker->state);
		json_add_text(out, "reason", breaker->reason);
		answer_time(out, "until", breaker->until);
		json_close(out, '}');
	}
	json_close(out, ']');
}

/* Those that turn the light red, or the others. */
static void
add_faults(struct str *out, const char *name,
    const struct fault *fault, bool well)
{
	json_open(out, name, '[');
	for (; fault != NULL; fault = fault->next)
		if (well == (fault->level == STATUS_WELL))
			json_add_text(out, NULL, fault->text);
	json_close(out, ']');
}

static int
answer_status(struct order *order, const struct status *status)
{
	struct str out;

	if (!answer_begin(&out, &order->arena))
		return STATUS_BROKEN;
	json_open(&out, NULL, '{');
	json_add_text(&out, "level", fault_level(status->level));
	add_faults(&out, "faults", status->faults, false);
	add_faults(&out, "notes", status->faults, true);
	json_add_int(&out, "hits_today", status->hits);
	json_add_int(&out, "leads_today", status->figures.leads);
	add_figures(&out, "verdicts_today", status->figures.verdicts);
	add_figures(&out, "jobs", status->figures.jobs);
	answer_time(&out, "oldest_due", status->figures.oldest_due);
	add_sync(&out, &status->figures);
	json_add_int(&out, "database_bytes", status->database_bytes);
	json_add_int(&out, "log_bytes", status->log_bytes);
	json_add_int(&out, "free_bytes", status->free_bytes);
	json_add_text(&out, "sqlite", status->sqlite);
	json_add_bool(&out, "sqlite_has_wal_reset_race",
	    status->sqlite_has_race);
	json_close(&out, '}');
	const int code = answer_end(&out);
	return code == EX_OK ? (int)status->level : code;
}

/* Not a code of sysexits.h here: 0 well, 1 look, 2 broken. */
int
status_show(struct order *order)
{
	struct status status;
	const struct when when = { clock_now(&order->clock), "UTC" };
	const int code = order_open(order, false);

	if (code != EX_OK)
		return code == EX_CONFIG ? code : STATUS_BROKEN;
	if (!status_read(order->db, &order->arena, &order->config, when.now,
	    &status)) {
		(void)order_failed(order);
		return STATUS_BROKEN;
	}
	if (order->json)
		return answer_status(order, &status);
	print_status(&status, &order->config, &when);
	return (int)status.level;
}
