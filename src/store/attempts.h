/* attempts: rows of calls, and of the runs that made them. */
#ifndef ATTEMPTS_H
#define ATTEMPTS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct db;

/* Committed before the request. */
struct attempt_intent {
	int64_t job, run;
	const char *operation;		/* search, get, patch */
	int64_t started, tokens;
	int64_t map_version;		/* 0 = not of a map */
	const char *body;		/* kept as its SHA-256, or NULL */
	const char *before;		/* JSON, or NULL */
	const char *written;		/* JSON, or NULL */
	int64_t person;			/* who is written to, 0 = nobody: kept
					   with the job, whatever comes of it */
	const char *method;
};

/* Committed with what follows from it; text "" = none. */
struct attempt_outcome {
	int64_t id, ended;
	int http;			/* status, 0 = no answer */
	const char *class;
	const char *correlation_id, *excerpt;
};

bool attempts_begin(struct db *db, const struct attempt_intent *intent,
    int64_t *id);
bool attempts_end(struct db *db, const struct attempt_outcome *outcome);

/* The last write of a job that may have arrived; NULL, NULL = there is none. */
struct written {
	const char *fields;		/* the body that was sent */
	const char *before;		/* JSON: what the fields held */
};
bool attempts_written(struct db *db, struct arena *arena, int64_t job,
    struct written *out);

struct run_figures {
	int64_t claimed, applied, failed, calls, tokens;
};

bool runs_begin(struct db *db, int64_t now, int64_t *id);
bool runs_end(struct db *db, int64_t id, int64_t now, const char *reason,
    const struct run_figures *figures);

#endif
