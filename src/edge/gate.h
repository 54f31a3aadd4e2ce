/* gate: how requests come in and answers go out, in all three ways. */
#ifndef GATE_H
#define GATE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#include "committer.h"
#include "route.h"
#include "verdict.h"

struct clock;
struct config;
struct limiter;
struct rejects;

/* What a door lays before the gate; all of it outlives the serving. */
struct gate {
	const struct config *config;
	const struct clock *clock;
	struct limiter *limiter;	/* may be NULL */
	const struct route *routes;
	void *context;			/* for `open`, routes and the verb */
	/*
	 * Opens what writing needs, once, in the process that serves; false
	 * when it cannot (logged).  NULL where no route commits.
	 */
	bool (*open)(void *context, struct db **db);
	/* The process ends; where requests come one at a time. */
	void (*end)(void *context, struct db *db);
	/* The verb's half; the gate adds its own and the contexts. */
	struct committer_hooks hooks;

	/* the gate's own: what readers refused, and the writer if it has one */
	_Atomic uint32_t refused[VERDICT_COUNT];
	struct committer *committer;
};

/* What was refused without the writer since the last call. */
void gate_take_rejects(struct gate *gate, struct rejects *out);

/*
 * The own server: reader threads accept on the listening socket, one
 * committer writes.  Returns after SIGTERM (false: after a broken database or
 * a failure to start).  `ready` is called when all of it runs.  The caller
 * has blocked all signals.
 */
bool gate_serve(struct gate *gate, int listening, void (*ready)(void *),
    void *context);

/* mod_fcgid: requests one at a time from descriptor 0, until SIGTERM. */
bool gate_serve_single(struct gate *gate);

/* Plain CGI: the one request of this process. */
bool gate_serve_cgi(struct gate *gate);

#endif
