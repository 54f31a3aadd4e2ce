/* deliver: one bounded run over all that is due. */
#ifndef DELIVER_H
#define DELIVER_H

#include <stdbool.h>

struct config;
struct db;
struct deliverer;
struct secrets;

struct deliver_options {
	const struct config *config;
	const struct secrets *secrets;
	bool dry_run;		/* tells on standard output, changes nothing */
	bool quiet;		/* logs no more than warnings and failures */
};

/* What the door turns into its exit code. */
enum delivered {
	DELIVERED,		/* also: another run is at it */
	DELIVER_LATER,		/* something must be tried again */
	DELIVER_TOKEN,		/* a token was refused */
	DELIVER_CONFIG		/* something must be set right */
};

/* Logs and returns NULL on failure. */
struct deliverer *deliver_open(struct db *db,
    const struct deliver_options *options);
void deliver_close(struct deliverer *deliverer);

/*
 * Takes <run_dir>/sync.lock (whoever comes second does nothing), adopts what
 * a dead run left, then delivers account by account, for RUN_SOFT_S seconds
 * plus the job at hand; after RUN_HARD_S the kernel ends the process, which
 * loses nothing.
 */
enum delivered deliver_run(struct deliverer *deliverer);

#endif
