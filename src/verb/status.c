#include "status.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "arena.h"
#include "breaker.h"
#include "config.h"
#include "db.h"
#include "geoip.h"
#include "job.h"
#include "ledgers.h"
#include "outlet.h"
#include "outlets.h"
#include "pixels.h"
#include "secrets.h"
#include "str.h"
#include "target.h"
#include "verdict.h"

static const int64_t minute_ms = 60 * 1000;
static const int64_t day_ms = INT64_C(24) * 60 * 60 * 1000;
static const int64_t mib = INT64_C(1024) * 1024;

enum {
	LATE_MINUTES = 15,	/* three runs of a cron every 5 minutes */
	RUN_MINUTES = 10,	/* twice RUN_HARD_S */
	LOG_MIB = 256,		/* a checkpoint is due at 8 */
	FREE_LOW_MIB = 1024, FREE_OUT_MIB = 64
};

static struct fault *
find_fault(struct status *status, struct arena *arena,
    enum status_level level, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* What it is about is the caller's to say; NULL = no memory. */
static struct fault *
find_fault(struct status *status, struct arena *arena,
    enum status_level level, const char *format, ...)
{
	struct fault *const fault = arena_take(arena, sizeof(*fault));
	char text[512];
	va_list values;

	va_start(values, format);
	vsnprintf(text, sizeof(text), format, values);
	va_end(values);
	if (level > status->level)
		status->level = level;
	if (fault == NULL)
		return NULL;
	*fault = (struct fault){ .level = level,
		.text = arena_copy(arena, text, strlen(text)),
		.next = status->faults };
	status->faults = fault;
	return fault;
}

static void
is_about(struct fault *fault, const struct fault_about *about)
{
	if (fault != NULL)
		fault->about = *about;
}

int64_t
status_count(const struct figure *figures, const char *name)
{
	for (; figures != NULL; figures = figures->next)
		if (strcmp(figures->name, name) == 0)
			return figures->count;
	return 0;
}

/*
 * Two processes that write and checkpoint at one moment can lose a commit in
 * SQLite 3.7.0 to 3.51.2 (WAL-reset).  Our turnstile keeps our own programs
 * clear of it, somebody else's not.
 */
static bool
has_race(const char *version)
{
	char *rest;
	long major = strtol(version, &rest, 10);
	long minor = *rest == '.' ? strtol(rest + 1, &rest, 10) : 0;
	long patch = *rest == '.' ? strtol(rest + 1, &rest, 10) : 0;

	if (major != 3 || minor < 7)
		return false;
	return minor < 51 || (minor == 51 && patch <= 2);
}

static int64_t
file_size(const char *path, const char *suffix)
{
	char whole[CONFIG_TEXT + 8];
	struct stat about;

	snprintf(whole, sizeof(whole), "%s%s", path, suffix);
	return stat(whole, &about) == 0 ? (int64_t)about.st_size : 0;
}

static void
measure(const struct config *config, struct status *status)
{
	struct statvfs disk;

	status->database_bytes = file_size(config->database, "");
	status->log_bytes = file_size(config->database, "-wal");
	status->free_bytes = -1;
	if (statvfs(config->database, &disk) == 0)
		status->free_bytes = (int64_t)disk.f_bavail *
		    (int64_t)disk.f_frsize;
	status->sqlite = db_library_version();
	status->sqlite_has_race = has_race(status->sqlite);
}

static void
judge_disk(struct status *status, struct arena *arena)
{
	const int64_t free_mib = status->free_bytes / mib;

	if (status->free_bytes >= 0 && free_mib < FREE_LOW_MIB)
		find_fault(status, arena, free_mib < FREE_OUT_MIB
		    ? STATUS_BROKEN : STATUS_LOOK, "The disk is nearly full:"
		    " %lld MiB are free.  Without room hits are refused.",
		    (long long)free_mib);
	if (status->log_bytes / mib >= LOG_MIB)
		find_fault(status, arena, STATUS_LOOK, "The write-ahead log"
		    " has %lld MiB: a program reads for very long, or the"
		    " collector does not run.",
		    (long long)(status->log_bytes / mib));
}

static void
judge_run(struct status *status, struct arena *arena, int64_t now)
{
	const struct figures *const figures = &status->figures;
	const int64_t late = figures->oldest_due == 0 ? 0
	    : (now - figures->oldest_due) / minute_ms;

	if (late >= LATE_MINUTES)
		find_fault(status, arena, STATUS_LOOK, "A delivery is due"
		    " since %lld minutes.  Does cron start leadpixel-sync?"
		    "  Try `leadpixel run-sync`.", (long long)late);
	if (figures->run.started != 0 && figures->run.ended == 0 &&
	    now - figures->run.started >= RUN_MINUTES * minute_ms)
		find_fault(status, arena, STATUS_LOOK, "The last run of"
		    " leadpixel-sync did not come to its end.");
}

/* What its owner's name is the name of. */
static const char *
target_owner(enum target target)
{
	static const char *const words[TARGETS] = {
		[TARGET_PIPEDRIVE] = "Account",
		[TARGET_NEWSLETTER] = "Newsletter of project",
		[TARGET_WEBHOOK] = "Webhook of project",
	};

	return words[target];
}

/* A name that is not known is said as it is. */
static void
judge_breaker(struct status *status, struct arena *arena,
    const struct open_breaker *breaker)
{
	enum target target;
	enum breaker_name name;
	const bool known = breaker_find(breaker->name, &name);
	const bool named = target_find(breaker->target, &target);
	const bool crm = named && target == TARGET_PIPEDRIVE;

	is_about(find_fault(status, arena, known && breaker_bars(name)
	    ? STATUS_BROKEN : STATUS_LOOK,
	    "%s \"%.60s\": nothing is sent: %.40s.%s",
	    named ? target_owner(target) : "-", breaker->owner,
	    known ? breaker_cause(name) : breaker->name,
	    known && name == BREAKER_AUTH ? "  Put a valid token"
	    " into the secrets file." : ""),
	    &(struct fault_about){ .account = crm ? breaker->owner : NULL,
		.project = crm ? 0 : breaker->owner_id,
		.target = crm ? NULL : breaker->target });
}

static void
judge_leads(struct status *status, struct arena *arena)
{
	const struct figures *const figures = &status->figures;
	const char *const in_review = job_state_name(JOB_REVIEW);
	const char *const failed = job_state_name(JOB_FAILED);

	for (const struct open_breaker *breaker = figures->breakers;
	    breaker != NULL; breaker = breaker->next)
		judge_breaker(status, arena, breaker);
	const int64_t review = status_count(figures->jobs, in_review);
	if (review > 0)
		is_about(find_fault(status, arena, STATUS_WELL, "%lld lead%s"
		    " for you to say who it is: `leadpixel lead list --state"
		    " review`.", (long long)review, review == 1 ? " waits"
		    : "s wait"), &(struct fault_about){ .state = in_review });
	if (figures->failed > 0)
		is_about(find_fault(status, arena, STATUS_LOOK, "%lld"
		    " deliveries failed since yesterday: `leadpixel lead list"
		    " --state failed`.", (long long)figures->failed),
		    &(struct fault_about){ .state = failed });
	const int64_t busy = status_count(figures->verdicts,
	    verdict_name(VERDICT_BUSY));
	if (busy > 0)
		find_fault(status, arena, STATUS_LOOK, "%lld hits were"
		    " answered \"busy\" today; browsers send them again.",
		    (long long)busy);
}

static void
judge_places(struct status *status, struct arena *arena,
    const struct config *config)
{
	char problem[CONFIG_TEXT];

	if (!geoip_check(config->geo_database, problem, sizeof(problem)))
		find_fault(status, arena, STATUS_LOOK, "Visits get no place:"
		    " geo_database %.400s.", problem);
}

/* Pixels that anybody's page may send to; no reason for a red light. */
static bool
judge_pixels(struct status *status, struct arena *arena, struct db *db)
{
	const struct pixel_row *pixel;
	char room[320];
	struct str names;
	int more = 0;

	if (!pixels_list(db, arena, &pixel))
		return false;
	str_init(&names, room, sizeof(room) - 24);
	for (; pixel != NULL; pixel = pixel->next) {
		if (!pixel->active || pixel->hosts[0] != '\0')
			continue;
		str_addf(&names, "%s%s", names.size == 0 ? "" : ", ",
		    pixel->public_id);
		more += names.failed;
	}
	if (names.size == 0)
		return true;
	const char *const ids = arena_copy(arena, room, names.size);
	if (more > 0)
		snprintf(room + names.size, sizeof(room) - names.size,
		    " and %d more", more);
	is_about(find_fault(status, arena, STATUS_WELL, "Pages of any host may"
	    " send to pixel %s.  Say which may: `leadpixel pixel hosts ID"
	    " HOST`.", room), &(struct fault_about){ .pixels = ids });
	return true;
}

/* Leads wait for tomorrow's tokens: nothing is wrong, but it takes a while. */
static bool
judge_budgets(struct status *status, struct arena *arena, struct db *db,
    const struct config *config, int64_t now)
{
	const struct budget_terms terms = {
		.daily_tokens = config->crm_daily_tokens,
		.share = config->budget_share };
	const struct ledger *ledger;

	if (!ledgers_list(db, arena, &ledger))
		return false;
	for (; ledger != NULL; ledger = ledger->next) {
		const struct budget *const budget = &ledger->budget;
		const char *const stop = budget_stop(budget, &terms,
		    BUDGET_BACKLOG, now);

		if (stop != NULL && status->figures.oldest_due != 0)
			is_about(find_fault(status, arena, STATUS_LOOK,
			    "Account \"%.60s\": %s (%lld of %lld tokens)."
			    "  What is due goes on by and by, at 00:00 UTC at"
			    " the latest.", ledger->account, stop,
			    (long long)budget->tokens,
			    (long long)budget_share(budget, &terms)),
			    &(struct fault_about){
			    .account = ledger->account });
	}
	return true;
}

static void
judge_outlet(struct status *status, struct arena *arena,
    const struct outlet *outlet, const struct config *config)
{
	const struct outlets *const project = outlet->project;
	char why[512];

	if (!outlet->on || outlet_is_ready(outlet, config, why, sizeof(why)))
		return;
	is_about(find_fault(status, arena, STATUS_LOOK,
	    "%s \"%.100s\": nothing is sent: %s.",
	    target_owner(outlet->target), project->name, why),
	    &(struct fault_about){ .project = project->project,
		.target = target_name(outlet->target) });
}

/* Of the secrets only whoever runs the sync can tell: without, no word. */
static bool
judge_outlets(struct status *status, struct arena *arena, struct db *db,
    const struct config *config)
{
	const struct outlets *project;
	struct secrets secrets;
	char why[512];

	if (!outlets_list(db, arena, &project))
		return false;
	if (!secrets_read(config->secrets, &secrets, why, sizeof(why)))
		return true;
	for (; project != NULL; project = project->next)
		for (int i = TARGET_NEWSLETTER; i < TARGETS; i++) {
			const struct outlet outlet = outlet_of(project,
			    (enum target)i, &secrets);
			judge_outlet(status, arena, &outlet, config);
		}
	return true;
}

static struct figures_times
times_of(int64_t now)
{
	return (struct figures_times){ .now = now,
		.failed_since = now - day_ms, .today = now - now % day_ms };
}

static void
judge(struct status *status, struct arena *arena,
    const struct config *config, int64_t now)
{
	measure(config, status);
	judge_leads(status, arena);
	judge_run(status, arena, now);
	judge_disk(status, arena);
	judge_places(status, arena, config);
}

bool
status_watch(struct db *db, struct arena *arena, const struct config *config,
    int64_t now, struct status *out)
{
	const struct figures_times times = times_of(now);

	*out = (struct status){ .level = STATUS_WELL };
	if (!figures_watch(db, arena, &times, &out->figures))
		return false;
	judge(out, arena, config, now);
	return true;
}

bool
status_read(struct db *db, struct arena *arena, const struct config *config,
    int64_t now, struct status *out)
{
	const struct figures_times times = times_of(now);

	*out = (struct status){ .level = STATUS_WELL };
	if (!figures_read(db, arena, &times, &out->figures) ||
	    !judge_pixels(out, arena, db) ||
	    !judge_budgets(out, arena, db, config, now) ||
	    !judge_outlets(out, arena, db, config))
		return false;
	out->hits = status_count(out->figures.verdicts,
	    verdict_name(VERDICT_STORED));
	judge(out, arena, config, now);
	return true;
}
