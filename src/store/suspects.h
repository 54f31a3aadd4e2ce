/* suspects: leads kept back, and what becomes of them. */
#ifndef SUSPECTS_H
#define SUSPECTS_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct inbox_job;

struct suspect_row {
	int64_t job, submission, created;
};

/* The one that waits longest. */
bool suspects_next(struct db *db, struct suspect_row *out, bool *found);

/*
 * Takes all out of the lead that tells who it was; the rows stay, the job as
 * `erased`.  False with db_changes 0: it is no suspect any more.
 */
bool suspects_erase(struct db *db, const struct suspect_row *suspect,
    int64_t now);

/* What somebody made of one; account 0 = the one it has. */
struct suspect_word {
	const char *state, *reason;	/* reason NULL = none */
	int64_t account, due, finished;	/* finished 0 = not yet */
};

/* Writes that; *done = it had not left its state. */
bool suspects_decide(struct db *db, const struct inbox_job *job,
    const struct suspect_word *word, bool *done);

/* The same of where else the lead goes, as far as it waits for a word. */
bool suspects_decide_others(struct db *db, int64_t submission,
    const struct suspect_word *word);

/* One lead more or less among the figures of its visit. */
bool suspects_recount(struct db *db, int64_t session, bool more);

#endif
